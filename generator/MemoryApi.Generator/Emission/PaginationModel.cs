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
    private readonly OpenApiOperation _operation;
    private readonly JsonSchema _page;
    private readonly string _position;
    private readonly IReadOnlyList<CSharpParameterModel> _all;
    private readonly SchemaTypeResolver _resolver;

    private PaginationModel(OpenApiOperation operation, string verb, JsonSchema page, IReadOnlyList<CSharpParameterModel> parameters, SchemaTypeResolver resolver)
    {
        _operation = operation;
        _page = page;
        _position = PaginationMembers.Of(operation, IsByOffset ? "offset" : "page")!;
        _all = parameters;
        _resolver = resolver;
        MethodName = PaginationMembers.Of(operation, "method") ?? verb + "All";
        Parameters = [.. parameters.Where(parameter => parameter.Name != _position)];
    }

    /// <summary>Name of the method, without Async.</summary>
    public string MethodName { get; }

    /// <summary>The parameters of the operation but for the position.</summary>
    public IReadOnlyList<CSharpParameterModel> Parameters { get; }

    public string ItemType => _resolver.TypeOf(Item);

    /// <summary>Whether the specification says what tells an item apart from all others.</summary>
    public bool HasIdentity => PaginationMembers.Identity(_operation).Count > 0;

    public string SignatureCode => string.Concat(Parameters.Select(parameter =>
        $"{parameter.Type} {parameter.VariableName}{(parameter.IsOptional ? " = null" : string.Empty)}, "));

    /// <summary>The arguments of the call that reads one page.</summary>
    public string ArgumentsCode => string.Join(", ", _all.Select(parameter =>
        $"{parameter.VariableName}: {(parameter.Name == _position ? "position" : parameter.VariableName)}"));

    /// <summary>The arguments that say how the pages are read.</summary>
    public string RulesCode
    {
        get
        {
            var rules = new List<string>
            {
                CSharpText.Literal(_operation.OperationId),
                $"isByOffset: {(IsByOffset ? "true" : "false")}",
                $"items: static page => page.{MemberAnnotations.CSharpName(Items)}",
                $"hasMore: static {HasMoreCode}",
            };
            if (PaginationMembers.Of(_operation, "count") is { } count)
            {
                rules.Add($"count: static page => page.{PathCode(count)}");
            }

            if (HasIdentity)
            {
                var parts = PaginationMembers.Identity(_operation).Select(name => IdentityCode(Item.Target().Properties[name])).ToList();
                rules.Add($"identity: static item => {(parts.Count == 1 ? parts[0] : $"IdentitySet.Join({string.Join(", ", parts)})")}");
            }

            return string.Join(",\n", rules);
        }
    }

    private bool IsByOffset => PaginationMembers.Of(_operation, "style") == "offset";

    private JsonSchemaProperty Items => _page.Properties[PaginationMembers.Of(_operation, "items")!];

    private JsonSchema Item => Items.Target().Item!;

    private string HasMoreCode
    {
        get
        {
            if (PaginationMembers.Of(_operation, "has-more") is { } hasMore)
            {
                return $"page => page.{PathCode(hasMore)}";
            }

            // The address of the next page; where there is none, nothing is said of whether one follows.
            return PaginationMembers.Of(_operation, "next") is not { } next ? "_ => null"
                : PaginationMembers.Path(_page, next)[^1].Kind() == SchemaKind.String ? $"page => string.IsNullOrEmpty(page.{PathCode(next)}) ? null : true"
                : $"page => page.{PathCode(next)} is null ? null : true";
        }
    }

    public static PaginationModel? Of(
        OpenApiOperation operation, string verb, JsonSchema? result, IEnumerable<CSharpParameterModel> parameters, SchemaTypeResolver resolver) =>
        PaginationMembers.Of(operation, "style") is null || result is null
            ? null
            : new PaginationModel(operation, verb, result.Target(), [.. parameters], resolver);

    /// <summary>The C# path to a member: <c>pagination.has_more</c> is <c>Pagination?.HasMore</c>.</summary>
    private string PathCode(string path) => string.Join("?.", PaginationMembers.Path(_page, path).Select(MemberAnnotations.CSharpName));

    private static string IdentityCode(JsonSchemaProperty member)
    {
        var access = "item." + MemberAnnotations.CSharpName(member) + (member.Kind().IsStruct() && MemberAnnotations.IsDeclaredNullable(member) ? "?" : string.Empty);
        return member.Kind() switch
        {
            SchemaKind.String => access,
            SchemaKind.OpenEnum => access + ".Value",
            _ => access + ".ToString(CultureInfo.InvariantCulture)",
        };
    }
}
