using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.GeneratorTests.Running;

/// <summary>One entry of the table of types: a schema, and what a value of it is everywhere.</summary>
/// <param name="Name">Its name here, in PascalCase.</param>
/// <param name="Schema">The schema.</param>
/// <param name="Type">The C# type.</param>
/// <param name="Value">A value in C#.</param>
/// <param name="Json">The value in JSON.</param>
/// <param name="Text">The value in a path or header, and in a query after its name; with the whole query where that has other names.</param>
public sealed record MatrixEntry(string Name, string Schema, string Type, string Value, string Json, string Text)
{
    /// <summary>The query where it isn't <c>value=</c> and the text.</summary>
    public string? Query { get; init; }

    public bool IsStruct { get; init; }

    /// <summary>All entries. The texts are written out by hand, from OpenAPI's rules.</summary>
    public static IReadOnlyList<MatrixEntry> All { get; } =
    [
        .. new[] { "", "uuid", "guid", "uri", "base64", "binary", "time", "duration", "time-span", "email", "password", "anything" }.Select(format => new MatrixEntry(
            "Text" + format.Replace("-", ""), format.Length == 0 ? "{ type: string }" : $"{{ type: string, format: {format} }}", "string", "\"a b/c?&=\"", "\"a b/c?&=\"", "a b/c?&=")),
        new("Bytes", "{ type: string, format: byte }", "byte[]", "new byte[] { 1, 2, 255 }", "\"AQL/\"", "AQL/"),
        new("Date", "{ type: string, format: date }", "CalendarDate", "new CalendarDate(2027, 1, 2)", "\"2027-01-02\"", "2027-01-02") { IsStruct = true },
        new("Time", "{ type: string, format: date-time }", "DateTimeOffset", "new DateTimeOffset(2027, 1, 2, 3, 4, 5, TimeSpan.FromHours(2))", "\"2027-01-02T03:04:05+02:00\"", "2027-01-02T03:04:05+02:00") { IsStruct = true },
        new("UnixTime", "{ type: integer, format: unix-time }", "DateTimeOffset", "DateTimeOffset.FromUnixTimeSeconds(1800000000)", "1800000000", "1800000000") { IsStruct = true },
        new("Int32", "{ type: integer, format: int32 }", "int", "-2147483648", "-2147483648", "-2147483648") { IsStruct = true },
        .. new[] { "", "int64", "int16", "byte" }.Select(format => new MatrixEntry(
            "Integer" + format, format.Length == 0 ? "{ type: integer }" : $"{{ type: integer, format: {format} }}", "long", "9007199254740993L", "9007199254740993", "9007199254740993") { IsStruct = true }),
        .. new[] { "uint64", "ulong" }.Select(format => new MatrixEntry(
            "Unsigned" + format, $"{{ type: integer, format: {format} }}", "ulong", "18446744073709551615UL", "18446744073709551615", "18446744073709551615") { IsStruct = true }),
        .. new[] { "", "float", "double" }.Select(format => new MatrixEntry(
            "Number" + format, format.Length == 0 ? "{ type: number }" : $"{{ type: number, format: {format} }}", "double", "0.1", "0.1", "0.1") { IsStruct = true }),
        new("Decimal", "{ type: number, format: decimal }", "decimal", "79228162514264337593543950335m", "79228162514264337593543950335", "79228162514264337593543950335") { IsStruct = true },
        new("Boolean", "{ type: boolean }", "bool", "true", "true", "true") { IsStruct = true },
        new("EnumOfTexts", "{ $ref: '#/components/schemas/Color' }", "Color", "Color.DarkBlue", "\"dark blue\"", "dark blue") { IsStruct = true },
        new("EnumOfIntegers", "{ type: integer, enum: [1, 2] }", "long", "2L", "2", "2") { IsStruct = true },
        new("EnumOfNumbers", "{ type: number, enum: [0.5, 1.5] }", "double", "1.5", "1.5", "1.5") { IsStruct = true },
        new("EnumOfBooleans", "{ type: boolean, enum: [true] }", "bool", "true", "true", "true") { IsStruct = true },
        new("Any", "{}", "JToken", "new JArray(1, \"a\")", "[1,\"a\"]", "1,a") { Query = "value=1&value=a" },
        new("FreeForm", "{ type: object }", "JObject", "new JObject { [\"R\"] = 100, [\"G\"] = 200 }", "{\"R\":100,\"G\":200}", "R,100,G,200") { Query = "R=100&G=200" },
        new("Map", "{ type: object, additionalProperties: { type: integer, format: int32 } }", "IReadOnlyDictionary<string, int>",
            "new Dictionary<string, int> { [\"R\"] = 100, [\"G\"] = 200 }", "{\"R\":100,\"G\":200}", "R,100,G,200") { Query = "R=100&G=200" },
        new("MapOfNullables", "{ type: object, additionalProperties: { type: number, nullable: true } }", "IReadOnlyDictionary<string, double?>",
            "new Dictionary<string, double?> { [\"R\"] = 0.5, [\"G\"] = null }", "{\"R\":0.5,\"G\":null}", "R,0.5") { Query = "R=0.5" },
        new("MapOfModels", "{ type: object, additionalProperties: { $ref: '#/components/schemas/Rgb' } }", "IReadOnlyDictionary<string, Rgb>",
            "new Dictionary<string, Rgb> { [\"a\"] = new Rgb(100) }", "{\"a\":{\"R\":100}}", "a,{\"R\":100}") { Query = "a={\"R\":100}" },
        new("ListOfTexts", "{ type: array, items: { type: string } }", "IReadOnlyList<string>", "new[] { \"blue\", \"black\" }", "[\"blue\",\"black\"]", "blue,black") { Query = "value=blue&value=black" },
        new("ListOfIntegers", "{ type: array, items: { type: integer, format: int32 } }", "IReadOnlyList<int>", "new[] { 1, 2 }", "[1,2]", "1,2") { Query = "value=1&value=2" },
        new("ListOfDecimals", "{ type: array, items: { type: number, format: decimal } }", "IReadOnlyList<decimal>", "new[] { 1.50m }", "[1.50]", "1.50"),
        new("ListOfDates", "{ type: array, items: { type: string, format: date } }", "IReadOnlyList<CalendarDate>", "new[] { new CalendarDate(2027, 1, 2) }", "[\"2027-01-02\"]", "2027-01-02"),
        new("ListOfUnixTimes", "{ type: array, items: { type: integer, format: unix-time } }", "IReadOnlyList<DateTimeOffset>", "new[] { DateTimeOffset.FromUnixTimeSeconds(5) }", "[5]", "5"),
        new("ListOfEnums", "{ type: array, items: { $ref: '#/components/schemas/Color' } }", "IReadOnlyList<Color>", "new[] { Color.DarkBlue, Color.Red }", "[\"dark blue\",\"red\"]", "dark blue,red")
        {
            Query = "value=dark blue&value=red",
        },
        new("ListOfBytes", "{ type: array, items: { type: string, format: byte } }", "IReadOnlyList<byte[]>", "new[] { new byte[] { 1, 2, 255 } }", "[\"AQL/\"]", "AQL/"),
        new("ListOfNullableNumbers", "{ type: array, items: { type: number, nullable: true } }", "IReadOnlyList<double?>", "new double?[] { 0.5, null }", "[0.5,null]", "0.5,") { Query = "value=0.5&value=" },
        new("ListOfNullableTexts", "{ type: array, items: { type: string, nullable: true } }", "IReadOnlyList<string?>", "new string?[] { \"a\", null }", "[\"a\",null]", "a,") { Query = "value=a&value=" },
        new("ListOfLists", "{ type: array, items: { type: array, items: { type: integer, format: int32 } } }", "IReadOnlyList<IReadOnlyList<int>>", "new[] { new[] { 1 } }", "[[1]]", "[1]"),
        new("ListOfModels", "{ type: array, items: { $ref: '#/components/schemas/Rgb' } }", "IReadOnlyList<Rgb>", "new[] { new Rgb(100) }", "[{\"R\":100}]", "{\"R\":100}"),
        new("Model", "{ $ref: '#/components/schemas/Rgb' }", "Rgb", "new Rgb(100) { G = 200 }", "{\"R\":100,\"G\":200}", "R,100,G,200") { Query = "R=100&G=200" },
        new("Merged", "{ $ref: '#/components/schemas/Rgba' }", "Rgba", "new Rgba(100, 0.5) { G = 200 }", "{\"R\":100,\"G\":200,\"A\":0.5}", "R,100,G,200,A,0.5") { Query = "R=100&G=200&A=0.5" },
        new("Choice", "{ oneOf: [{ type: string }, { $ref: '#/components/schemas/Rgb' }] }", "JToken", "new JObject { [\"R\"] = 100 }", "{\"R\":100}", "R,100") { Query = "R=100" },
        new("ChoiceOfTexts", "{ anyOf: [{ type: string, format: uuid }, { type: string, maxLength: 5 }] }", "string", "\"abc\"", "\"abc\"", "abc"),
        new("ChoiceOfNumbers", "{ oneOf: [{ type: integer }, { type: number }] }", "double", "2.5", "2.5", "2.5") { IsStruct = true },
        new("ListComponent", "{ $ref: '#/components/schemas/Palette' }", "IReadOnlyList<Rgb>", "new[] { new Rgb(1) }", "[{\"R\":1}]", "{\"R\":1}"),
        new("ScalarComponent", "{ $ref: '#/components/schemas/Share' }", "decimal", "0.25m", "0.25", "0.25") { IsStruct = true },
    ];

    public override string ToString() => Name;
}
