using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Types;
using NJsonSchema;
using NSwag;
using NSwag.CodeGeneration.CSharp.Models;

namespace MemoryApi.Generator.Emission;

/// <summary>The method that enumerates a paged list, from <c>x-pagination</c>.</summary>
internal sealed class PaginationModel
{
    private PaginationModel(string methodName, IReadOnlyList<CSharpParameterModel> parameters, string itemType, string signatureCode, string callCode)
    {
        MethodName = methodName;
        Parameters = parameters;
        ItemType = itemType;
        SignatureCode = signatureCode;
        CallCode = callCode;
    }

    /// <summary>Name of the method, without Async.</summary>
    public string MethodName { get; }

    /// <summary>The parameters of the operation but for the position.</summary>
    public IReadOnlyList<CSharpParameterModel> Parameters { get; }

    public string ItemType { get; }

    public string SignatureCode { get; }

    /// <summary>The call that enumerates.</summary>
    public string CallCode { get; }

    public static PaginationModel? Of(
        OpenApiOperation operation, string verb, JsonSchema? result, IEnumerable<CSharpParameterModel> parameters, SchemaTypeResolver resolver)
    {
        if (operation.ExtensionMember("x-pagination", "style") is not { } style || result is null)
        {
            return null;
        }

        string? Member(string name) => operation.ExtensionMember("x-pagination", name);

        var page = result.Target();
        var items = page.Properties[Member("items")!];
        var item = items.Target().Item!;
        var position = style == "page" ? Member("page")! : Member("offset")!;
        var declared = parameters.Where(parameter => parameter.Name != position).ToList();
        var signature = string.Concat(declared.Select(parameter =>
            $"{parameter.Type} {parameter.VariableName}{(parameter.IsOptional ? " = null" : string.Empty)}, "));
        var arguments = string.Concat(parameters.Select(parameter =>
            $"{parameter.VariableName}: {(parameter.Name == position ? "position" : parameter.VariableName)}, "));
        var hasMore = Member("next") is { } next
            ? $"page.{Path(page, next)} is not null"
            : $"page.{Path(page, Member("has-more")!)} == true";
        var id = item.Target().Properties.TryGetValue("id", out var property) && property.Kind() == SchemaKind.String
            ? $"static item => item.{MemberAnnotations.CSharpName(property)}"
            : "identity: null";
        var code = $"""
            Pages.{(style == "page" ? "ByNumber" : "ByOffset")}(
                (position, token) => {verb}Async({arguments}options, token),
                static page => page.{MemberAnnotations.CSharpName(items)},
                static page => {hasMore},
                {id},
                cancellationToken);
            """;
        return new PaginationModel(Member("method") ?? verb + "All", declared, resolver.TypeOf(item), signature, code);
    }

    /// <summary>The C# path to a member: <c>pagination.has_more</c> is <c>Pagination?.HasMore</c>.</summary>
    private static string Path(JsonSchema schema, string path)
    {
        var parts = new List<string>();
        foreach (var wireName in path.Split('.'))
        {
            var property = schema.Target().Properties[wireName];
            parts.Add(MemberAnnotations.CSharpName(property));
            schema = property;
        }

        return string.Join("?.", parts);
    }
}
