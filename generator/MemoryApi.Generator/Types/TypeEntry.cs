using System;
using MemoryApi.Generator.Emission;

namespace MemoryApi.Generator.Types;

/// <summary>An entry of the table of types: the C# type of a schema, and the expressions that read it, write it and convert it to the text of a parameter.</summary>
/// <param name="Kind">How it is read and written.</param>
/// <param name="Name">The C# type of a value that isn't null.</param>
/// <param name="Codec">The expression of its codec.</param>
/// <param name="IsStruct">Whether the C# type is a struct.</param>
internal sealed record TypeEntry(SchemaKind Kind, string Name, string Codec, bool IsStruct)
{
    /// <summary>The entry of a list's items or a map's values.</summary>
    public TypeEntry? Item { get; init; }

    /// <summary>Whether an item or value may be <c>null</c>.</summary>
    public bool HasNulls { get; init; }

    /// <summary>The initial value of a member of this type; null when the default is right.</summary>
    public string? Initial => Kind switch
    {
        SchemaKind.String => "string.Empty",
        SchemaKind.Bytes or SchemaKind.List => "[]",
        SchemaKind.Map => $"new Dictionary<string, {ItemName}>()",
        SchemaKind.FreeForm => "new JObject()",
        SchemaKind.Any => "JValue.CreateNull()",
        SchemaKind.Model or SchemaKind.HandWritten => $"new {Name}()",
        _ => null,
    };

    /// <summary>Whether the codec is composed of others. The class that uses such a codec keeps it in a field.</summary>
    public bool HasOwnCodec => Kind is SchemaKind.List or SchemaKind.Map;

    private bool IsWrittenByCodec => Kind is SchemaKind.Model or SchemaKind.HandWritten or SchemaKind.List or SchemaKind.Map;

    /// <summary>Whether a value that isn't a string is written as one.</summary>
    private bool IsTextInJson => Kind is SchemaKind.DateTimeOffset or SchemaKind.CalendarDate or SchemaKind.Bytes;

    /// <summary>Whether the type is or contains a model that has to be validated.</summary>
    public bool HasModels => Kind == SchemaKind.Model || Item?.HasModels == true;

    /// <summary>The C# type of items or values, with a question mark if they can be null.</summary>
    public string ItemName => Item!.Name + (HasNulls ? "?" : string.Empty);

    /// <summary>The test that reads a value into a local; null when any value is read.</summary>
    public string? Read(string codec, string local) => Kind switch
    {
        SchemaKind.Any => null,
        SchemaKind.Model or SchemaKind.Map => $"input.TryModel({codec}, out var {local})",
        SchemaKind.List => $"input.TryList({codec}, out var {local})",
        SchemaKind.HandWritten => $"input.TryValue({codec}, out var {local})",
        SchemaKind.FreeForm => $"input.TryObject(out var {local})",
        SchemaKind.OpenEnum => $"input.TryString(out var {local})",
        _ => $"input.Try{Kind}(out var {local})",
    };

    /// <summary>The statement that writes a value that isn't null.</summary>
    public string Write(string codec, string value) => IsWrittenByCodec ? WriteNullable(codec, value) : $"output.Value({Plain(value, isNullable: false)});";

    /// <summary>The statement that writes a nullable value; null is written as <c>null</c>.</summary>
    public string WriteNullable(string codec, string value) =>
        IsTextInJson || Kind is SchemaKind.String or SchemaKind.OpenEnum or SchemaKind.Any or SchemaKind.FreeForm
            ? $"output.Value({Plain(value, isNullable: true)});"
            : $"output.Value({value}, {codec});";

    /// <summary>The statement that writes a member unless it is null, or unless a condition says that it is missing.</summary>
    public string WriteMember(string wireName, string codec, string value, bool isNullable, string? isMissing = null)
    {
        var written = Plain(value, isNullable);
        if (isMissing is not null)
        {
            var type = Kind == SchemaKind.UnixTime ? "long" : Name;
            written = $"{isMissing} ? {(IsStruct && Kind != SchemaKind.OpenEnum && !IsTextInJson ? $"default({type}?)" : "null")} : {written}";
        }

        var needsCodec = IsWrittenByCodec || Kind is SchemaKind.UInt64 or SchemaKind.Decimal;
        return $"output.Member({CSharpText.Literal(wireName)}u8, {written}{(needsCodec ? ", " + codec : string.Empty)});";
    }

    /// <summary>The text of a value in a parameter; null when it is a list or object, which has a style.</summary>
    public string? Text(string value, bool isNullable) => Kind switch
    {
        SchemaKind.String => value,
        SchemaKind.OpenEnum => value + (isNullable ? "?" : string.Empty) + ".Value",
        SchemaKind.UnixTime => $"ParameterText.UnixTime({value})",
        SchemaKind.Any or SchemaKind.FreeForm or SchemaKind.Model or SchemaKind.HandWritten or SchemaKind.List or SchemaKind.Map => null,
        _ => $"ParameterText.Of({value})",
    };

    /// <summary>The expression for a value as one of the types that JSON has: an open enum, a time, a day and bytes as text, Unix time as a number.</summary>
    private string Plain(string value, bool isNullable)
    {
        var dot = isNullable ? "?." : ".";
        return Kind switch
        {
            SchemaKind.OpenEnum => value + dot + "Value",
            SchemaKind.UnixTime => value + dot + "ToUnixTimeSeconds()",
            _ => IsTextInJson ? Text(value, isNullable)! : value,
        };
    }
}
