using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Types;
using NJsonSchema;
using NSwag;

namespace MemoryApi.Generator.Emission;

/// <summary>
/// The members of a page that an enumeration goes by, from <c>x-pagination</c>. They are marked in the schemas, so that their readers can tell
/// one of another type from one that isn't there: the list would seem to end.
/// </summary>
internal static class PaginationMembers
{
    private const string Extension = "x-pagination";
    private const string Mark = "x-paging";

    public static string? Of(OpenApiOperation operation, string name) => operation.ExtensionMember(Extension, name);

    /// <summary>The members that together tell an item apart; none when nothing does.</summary>
    public static IReadOnlyList<string> Identity(OpenApiOperation operation) => operation.ExtensionMembers(Extension, "item-id");

    /// <summary>The properties that a dotted path leads over.</summary>
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

    /// <summary>Whether an enumeration goes by the member, or the schema has such members.</summary>
    public static bool IsMarked(JsonSchema schema) => schema.Extension(Mark) is not null;

    /// <summary>Whether the member has the items of the page.</summary>
    public static bool IsItems(JsonSchemaProperty property) => property.Extension(Mark) == "items";

    public static void MarkIn(OpenApiDocument document)
    {
        foreach (var operation in document.Operations.Select(description => description.Operation).Where(operation => Of(operation, "style") is not null))
        {
            var response = operation.ActualResponses.Where(response => response.Key.StartsWith('2')).Select(response => response.Value.ActualResponse.Schema).OfType<JsonSchema>().First();
            var page = PublishedSchemas.Result(response).Target();
            page.SetExtension(Mark, "page");
            page.Properties[Of(operation, "items")!].SetExtension(Mark, "items");
            foreach (var path in new[] { "next", "has-more", "count" }.Select(name => Of(operation, name)).OfType<string>())
            {
                var owner = page;
                foreach (var property in Path(page, path))
                {
                    owner.SetExtension(Mark, "page");
                    property.SetExtension(Mark, "member");
                    owner = property.Target();
                }
            }
        }
    }
}
