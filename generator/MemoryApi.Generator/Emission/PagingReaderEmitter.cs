using System.Linq;
using System.Text;
using MemoryApi.Generator.Types;
using NJsonSchema;

namespace MemoryApi.Generator.Emission;

/// <summary>
/// What the reader of a page has besides: a second instance, for enumerations, that refuses a page whose items are missing, or which says whether
/// more follows by a value of another type. Elsewhere such a value is kept aside.
/// </summary>
internal sealed class PagingReaderEmitter(string name, JsonSchema schema)
{
    private readonly JsonSchemaProperty[] _members = PaginationMembers.IsMarked(schema) ? [.. schema.ActualProperties.Values.Where(PaginationMembers.IsMarked)] : [];

    public string Declarations
    {
        get
        {
            if (_members.Length == 0)
            {
                return string.Empty;
            }

            var cases = new StringBuilder();
            foreach (var member in _members)
            {
                if (Expectation(member) is { } expectation)
                {
                    cases.Append($"{SerializationEmitter.Case(member.Name)}:\n    input.{expectation}();\n    break;\n");
                }
            }

            return $$"""
                /// <summary>Reads a page that is enumerated: what says whether more follows has the type that it should have.</summary>
                internal static readonly {{name}}Json Exact = new(isExact: true);

                private readonly bool _isExact;

                /// <summary>Makes one that keeps values of other types aside.</summary>
                public {{name}}Json()
                {
                }

                private {{name}}Json(bool isExact) => _isExact = isExact;

                private static void Check(ReadOnlySpan<byte> name, ref JsonInput input)
                {
                    switch (name.Length)
                    {
                {{CodeLayout.Indent(cases.ToString(), 8)}}
                    }
                }
                """;
        }
    }

    /// <summary>Before the first member.</summary>
    public string Start => Items is null ? string.Empty : "\n        var hasItems = !_isExact;";

    /// <summary>Before a member is read.</summary>
    public string Member => _members.Length == 0
        ? string.Empty
        : $$"""
            if (_isExact)
            {
                Check(name, ref input);
                {{(Items is { } items ? $"hasItems |= !input.IsNull && name.SequenceEqual({CSharpText.Literal(items.Name)}u8);" : string.Empty)}}
            }

            """;

    /// <summary>After the last member.</summary>
    public string End => Items is { } items
        ? $$"""
            if (!hasItems)
            {
                throw new JsonException({{CSharpText.Literal($"The response has no \"{items.Name}\".")}});
            }

            """
        : string.Empty;

    private JsonSchemaProperty? Items => _members.FirstOrDefault(PaginationMembers.IsItems);

    /// <summary>The codec of a member that is an object: of a part that says where the page stands, the same kind of reader as this one.</summary>
    public static string Codec(JsonSchemaProperty property, string codec) =>
        PaginationMembers.IsMarked(property) && PaginationMembers.IsMarked(property.Target()) ? $"_isExact ? {codec.Replace(".Instance", ".Exact", System.StringComparison.Ordinal)} : {codec}" : codec;

    private static string? Expectation(JsonSchemaProperty member) => member.Kind() switch
    {
        _ when PaginationMembers.IsItems(member) => "ExpectArray",
        SchemaKind.Model or SchemaKind.FreeForm => "ExpectObject",
        SchemaKind.String => "ExpectString",
        SchemaKind.Boolean => "ExpectBoolean",
        SchemaKind.Int32 or SchemaKind.Int64 => "ExpectWholeNumber",
        _ => null,
    };
}
