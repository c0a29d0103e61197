using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Documents;
using MemoryApi.Generator.Specs;
using MemoryApi.Generator.Types;
using NJsonSchema;

namespace MemoryApi.Generator.Models;

/// <summary>
/// The members that control an enumeration of pages, from <c>x-pagination</c>. Their readers must distinguish a value of an unexpected type from a missing one;
/// otherwise the list would seem to end.
/// </summary>
internal sealed class PagingSchemas
{
    private readonly HashSet<JsonSchema> _owners = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<JsonSchema> _members = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<JsonSchema> _items = new(ReferenceEqualityComparer.Instance);

    public PagingSchemas(ApiDocument document)
    {
        foreach (var operation in document.Groups.SelectMany(group => group.Operations))
        {
            var paging = operation.Node.Get(Extensions.Pagination);
            if (paging is null || operation.Result is not { } result)
            {
                continue;
            }

            var page = SchemaRoles.Result(result.Schema).Target();
            var items = page.Properties[paging.GetText("items")!];
            _owners.Add(page);
            _members.Add(items);
            _items.Add(items);
            foreach (var path in new[] { "next", "has-more", "count" }.Select(paging.GetText).OfType<string>())
            {
                var owner = page;
                foreach (var property in Path(page, path))
                {
                    _owners.Add(owner);
                    _members.Add(property);
                    owner = property.Target();
                }
            }
        }
    }

    /// <summary>The properties along a dotted path.</summary>
    public static IReadOnlyList<JsonSchemaProperty> Path(JsonSchema page, string path)
    {
        var properties = new List<JsonSchemaProperty>();
        foreach (var name in path.Split('.'))
        {
            var property = page.Target().Properties[name];
            properties.Add(property);
            page = property;
        }

        return properties;
    }

    /// <summary>Whether the schema has members that control an enumeration.</summary>
    public bool IsOwner(JsonSchema schema) => _owners.Contains(schema);

    /// <summary>Whether the member controls an enumeration.</summary>
    public bool IsMember(JsonSchema property) => _members.Contains(property);

    /// <summary>Whether the member contains the items of the page.</summary>
    public bool IsItems(JsonSchema property) => _items.Contains(property);
}
