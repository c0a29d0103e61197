using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Documents;
using MemoryApi.Generator.Emission;
using MemoryApi.Generator.Specs;
using MemoryApi.Generator.Types;
using NJsonSchema;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Models;

/// <summary>The method that enumerates a paged list, from <c>x-pagination</c>.</summary>
internal sealed class PaginationModel
{
    private readonly YamlNode _paging;
    private readonly OperationModel _operation;
    private readonly TypeTable _types;
    private readonly JsonSchema _page;
    private readonly string _position;

    private PaginationModel(YamlNode paging, OperationModel operation, TypeTable types)
    {
        _paging = paging;
        _operation = operation;
        _types = types;
        _page = operation.ResultSchema!.Target();
        _position = paging.GetText(IsByOffset ? "offset" : "page")!;
    }

    /// <summary>Name of the method, without Async.</summary>
    public string MethodName => _paging.GetText("method") ?? _operation.Verb + "All";

    /// <summary>The parameters of the operation except the position.</summary>
    public IReadOnlyList<ParameterModel> Parameters => [.. _operation.Parameters.Where(parameter => parameter.WireName != _position)];

    public string ItemType => _types.Of(Item).Name;

    /// <summary>Whether the specification names the members that identify an item.</summary>
    public bool HasIdentity => Identity.Count > 0;

    public string SignatureCode => string.Concat(Parameters.Select(parameter => parameter.SignatureCode + ", "));

    /// <summary>The types of the method's parameters, as documentation refers to them.</summary>
    public string ReferenceXml => OperationModel.ReferenceTo(Parameters.Select(parameter => parameter.ReferenceXml));

    /// <summary>The arguments of the call that reads one page.</summary>
    public string ArgumentsCode => string.Join(", ", _operation.Parameters.Select(parameter =>
        $"{parameter.Name}: {(parameter.WireName == _position ? "position" : parameter.Name)}"));

    /// <summary>The constructor arguments of <c>PagedOperation</c>.</summary>
    public string RulesCode
    {
        get
        {
            var rules = new List<string>
            {
                _operation.IdLiteral,
                $"isByOffset: {(IsByOffset ? "true" : "false")}",
                $"items: static page => page.{MemberModel.NameOf(Items)}",
                $"hasMore: static {HasMoreCode}",
            };
            if (_paging.GetText("count") is { } count)
            {
                rules.Add($"count: static page => page.{PathCode(count)}");
            }

            if (HasIdentity)
            {
                var parts = Identity.Select(name => IdentityCode(Item.Target().Properties[name])).ToList();
                rules.Add($"identity: static item => {(parts.Count == 1 ? parts[0] : $"IdentitySet.Join({string.Join(", ", parts)})")}");
            }

            return string.Join(",\n", rules);
        }
    }

    private bool IsByOffset => _paging.GetText("style") == "offset";

    private JsonSchemaProperty Items => _page.Properties[_paging.GetText("items")!];

    private JsonSchema Item => Items.Target().Item!;

    /// <summary>The members that together identify an item; empty when there are none.</summary>
    private IReadOnlyList<string> Identity => _paging.GetText("item-id") is { } single ? [single] : _paging.GetTexts("item-id");

    private string HasMoreCode
    {
        get
        {
            if (_paging.GetText("has-more") is { } hasMore)
            {
                return $"page => page.{PathCode(hasMore)}";
            }

            // The address of the next page. Without an address, the response doesn't say whether another page follows.
            return _paging.GetText("next") is not { } next ? "_ => null"
                : _types.Of(PagingSchemas.Path(_page, next)[^1]).Kind == SchemaKind.String ? $"page => string.IsNullOrEmpty(page.{PathCode(next)}) ? null : true"
                : $"page => page.{PathCode(next)} is null ? null : true";
        }
    }

    public static PaginationModel? Of(DocumentOperation operation, OperationModel model, TypeTable types) =>
        operation.Node.Get(Extensions.Pagination) is { } paging && model.ResultSchema is not null ? new PaginationModel(paging, model, types) : null;

    /// <summary>The C# path to a member: <c>pagination.has_more</c> is <c>Pagination?.HasMore</c>.</summary>
    private string PathCode(string path) => string.Join("?.", PagingSchemas.Path(_page, path).Select(MemberModel.NameOf));

    private string IdentityCode(JsonSchemaProperty property)
    {
        var member = new MemberModel(property, isSent: false, isReceived: true, _types);
        return member.Type.Text("item." + member.Name, isNullable: member.IsDeclaredNullable)!;
    }
}
