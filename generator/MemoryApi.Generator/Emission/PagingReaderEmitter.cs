using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MemoryApi.Generator.Models;
using MemoryApi.Generator.Types;

namespace MemoryApi.Generator.Emission;

/// <summary>
/// Emits a second, strict reader of a page for enumerations. It refuses a page without items, and one whose member that says whether another page follows has an
/// unexpected type. The normal reader keeps such a value among the additional members.
/// </summary>
internal sealed class PagingReaderEmitter(ClassModel model)
{
    private readonly IReadOnlyList<MemberModel> _members = [.. model.Members.Where(member => member.Paging != PagingRole.None)];

    public string Declarations
    {
        get
        {
            if (_members.Count == 0)
            {
                return string.Empty;
            }

            var cases = new StringBuilder();
            foreach (var member in _members)
            {
                if (Expectation(member) is { } expectation)
                {
                    cases.Append($"{CodecEmitter.Case(member.WireName)}:\n    input.{expectation}();\n    break;\n");
                }
            }

            return $$"""
                /// <summary>Reads a page for an enumeration. The members that say whether another page follows must have their declared types.</summary>
                internal static readonly {{model.Name}}Json Exact = new(isExact: true);

                private readonly bool _isExact;

                /// <summary>Creates a reader that keeps values of unexpected types among the additional members.</summary>
                public {{model.Name}}Json()
                {
                }

                private {{model.Name}}Json(bool isExact) => _isExact = isExact;

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

    /// <summary>Code before the first member.</summary>
    public string Start => Items is null ? string.Empty : "\n        var hasItems = !_isExact;";

    /// <summary>Code before a member is read.</summary>
    public string Member => _members.Count == 0
        ? string.Empty
        : $$"""
            if (_isExact)
            {
                Check(name, ref input);
                {{(Items is { } items ? $"hasItems |= !input.IsNull && name.SequenceEqual({CSharpText.Literal(items.WireName)}u8);" : string.Empty)}}
            }

            """;

    /// <summary>Code after the last member.</summary>
    public string End => Items is { } items
        ? $$"""
            if (!hasItems)
            {
                throw new JsonException({{CSharpText.Literal($"The response has no \"{items.WireName}\".")}});
            }

            """
        : string.Empty;

    private MemberModel? Items => _members.FirstOrDefault(member => member.Paging == PagingRole.Items);

    /// <summary>The codec of a member. An object with paging information is read strictly if this reader is strict.</summary>
    public static string Codec(MemberModel member) => member.Paging == PagingRole.Owner
        ? $"_isExact ? {member.Codec.Replace(".Instance", ".Exact", StringComparison.Ordinal)} : {member.Codec}"
        : member.Codec;

    private static string? Expectation(MemberModel member) => member.Type.Kind switch
    {
        _ when member.Paging == PagingRole.Items => "ExpectArray",
        SchemaKind.Model or SchemaKind.FreeForm => "ExpectObject",
        SchemaKind.String => "ExpectString",
        SchemaKind.Boolean => "ExpectBoolean",
        SchemaKind.Int32 or SchemaKind.Int64 => "ExpectWholeNumber",
        _ => null,
    };
}
