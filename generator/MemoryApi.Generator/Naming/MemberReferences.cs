using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text.RegularExpressions;
using MemoryApi.Generator.Documents;
using MemoryApi.Generator.Models;
using MemoryApi.Generator.Types;
using NJsonSchema;

namespace MemoryApi.Generator.Naming;

/// <summary>
/// Replaces wire names in backticks in descriptions by C# names. Members of the same schema, and parameters and the body of the same operation, have priority. For
/// members of other schemas, only names with an underscore are replaced, and only if all members with that wire name have the same C# name.
/// </summary>
internal sealed partial class MemberReferences
{
    private readonly Dictionary<string, string> _everywhere = [];

    public MemberReferences(IEnumerable<JsonSchema> schemas, IEnumerable<ApiParameter> parameters)
    {
        var members = schemas.SelectMany(schema => schema.Properties.Values).Select(member => (Wire: member.Name, Name: MemberModel.NameOf(member)));
        var arguments = parameters.Select(parameter => (Wire: parameter.Name, Name: NameOf(parameter)));
        foreach (var names in new[] { members, arguments })
        {
            foreach (var same in names.Where(name => name.Wire.Contains('_', System.StringComparison.Ordinal)).GroupBy(name => name.Wire, name => name.Name))
            {
                if (same.Distinct().Count() == 1)
                {
                    _everywhere.TryAdd(same.Key, same.First());
                }
            }
        }
    }

    /// <summary>The wire names that the descriptions of an operation may contain, with their C# names.</summary>
    public static IReadOnlyDictionary<string, string> NearOperation(IEnumerable<ApiParameter> parameters, ApiContent? body, ApiContent? result)
    {
        var near = new Dictionary<string, string>();
        foreach (var parameter in parameters)
        {
            near.TryAdd(parameter.Name, NameOf(parameter));
        }

        foreach (var schema in new[] { body?.Schema.Target(), result is null ? null : SchemaRoles.Result(result.Schema).Target() }.OfType<JsonSchema>())
        {
            foreach (var member in schema.Properties.Values.Concat(schema.Item?.Target().Properties.Values ?? []))
            {
                near.TryAdd(member.Name, MemberModel.NameOf(member));
            }
        }

        return near;
    }

    /// <summary>Replaces names in the descriptions of schemas. The description of a member keeps the member's own wire name.</summary>
    public void NameIn(IEnumerable<JsonSchema> schemas)
    {
        foreach (var schema in schemas)
        {
            var near = schema.Properties.Values.ToDictionary(member => member.Name, MemberModel.NameOf);
            schema.Description = Named(schema.Description, near);
            foreach (var member in schema.Properties.Values)
            {
                member.Description = Named(member.Description, near, member.Name);
            }
        }
    }

    /// <summary>Replaces the wire names in backticks in a text.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Named(string? text, IReadOnlyDictionary<string, string> near, string? except = null) => text is null
        ? null
        : Code().Replace(text, code => code.Groups[1].Value is var name && name != except && (near.GetValueOrDefault(name) ?? _everywhere.GetValueOrDefault(name)) is { } known
            ? $"`{known}`"
            : code.Value);

    private static string NameOf(ApiParameter parameter) => ArgumentNames.Of(parameter.Name, parameter.DeclaredName).TrimStart('@');

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
