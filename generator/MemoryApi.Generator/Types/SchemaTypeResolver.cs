using NJsonSchema;
using NJsonSchema.CodeGeneration.CSharp;

namespace MemoryApi.Generator.Types;

/// <summary>
/// The C# type of each schema. NSwag decides, but for what it has no type of ours for: free-form objects, any value,
/// hand-written types and Unix times.
/// </summary>
internal sealed class SchemaTypeResolver : CSharpTypeResolver
{
    public SchemaTypeResolver(CSharpGeneratorSettings settings)
        : base(settings)
    {
    }

    public override string Resolve(JsonSchema schema, bool isNullable, string? typeNameHint)
    {
        var target = schema.Target();
        return OwnType(target) is { } type
            ? isNullable ? type + "?" : type
            : base.Resolve(schema, isNullable, typeNameHint);
    }

    /// <summary>The type of a value that is there.</summary>
    public string TypeOf(JsonSchema schema) => Resolve(schema, isNullable: false, typeNameHint: null).TrimEnd('?');

    private static string? OwnType(JsonSchema target) => target switch
    {
        _ when target.Extension("x-type") is { } handWritten => handWritten,
        _ when target.IsAny() => "JToken",
        _ when target.IsFreeForm() => "JObject",
        { Type: JsonObjectType.Integer, Format: "unix-time" } => "DateTimeOffset",

        // JSON doesn't limit an integer, and identifiers outgrow 32 bits.
        { Type: JsonObjectType.Integer, Format: not "int32" } => "long",
        _ => null,
    };
}
