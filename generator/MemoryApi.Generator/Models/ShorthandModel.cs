using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Documents;
using MemoryApi.Generator.Emission;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;
using MemoryApi.Generator.Types;
using NJsonSchema;

namespace MemoryApi.Generator.Models;

/// <summary>The overload that takes the one member of a request that most calls send, from <c>x-shorthand</c>.</summary>
internal sealed class ShorthandModel
{
    private readonly JsonSchemaProperty _member;
    private readonly TypeEntry _type;
    private readonly IReadOnlyList<ParameterModel> _all;
    private readonly string _bodyType;

    private ShorthandModel(JsonSchemaProperty member, TypeEntry type, bool isPartial, IReadOnlyList<ParameterModel> all, string bodyType)
    {
        IsPartial = isPartial;
        _member = member;
        _type = type;
        _all = all;
        _bodyType = bodyType;
        Parameter = CSharpNames.Camel(MemberModel.NameOf(member));
    }

    /// <summary>Name of the parameter that replaces the request.</summary>
    public string Parameter { get; }

    public string ParameterNameXml => Parameter.TrimStart('@');

    /// <summary>Whether the request has further members.</summary>
    public bool IsPartial { get; }

    /// <summary>The other parameters of the operation.</summary>
    public IReadOnlyList<ParameterModel> Parameters => [.. _all.Where(parameter => !parameter.IsBody)];

    public string ParameterXml => Documentation.Text(_member.Description, _member, _type);

    public string SignatureCode => string.Concat(_all.Select(parameter => (parameter.IsBody ? $"string {Parameter}" : parameter.SignatureCode) + ", "));

    /// <summary>The types of the method's parameters, as documentation refers to them.</summary>
    public string ReferenceXml => OperationModel.ReferenceTo(_all.Select(parameter => parameter.IsBody ? "string" : parameter.ReferenceXml));

    public string ChecksCode =>
        ($"Require.NotNull({Parameter}, nameof({Parameter}));\n" + RequestValidation.EmitLimits(_member, _type, Parameter, $"nameof({Parameter})")).TrimEnd('\n');

    public string ArgumentsCode => string.Join(", ", _all.Select(parameter => parameter.IsBody ? RequestCode : parameter.Name));

    private string RequestCode => _member.IsRequired
        ? $"new {_bodyType}({Parameter})"
        : $"new {_bodyType} {{ {MemberModel.NameOf(_member)} = {Parameter} }}";

    public static ShorthandModel? Of(DocumentOperation operation, OperationModel model, TypeTable types)
    {
        if (operation.Node.GetText(Extensions.Shorthand) is not { } name || operation.Body is not { } body)
        {
            return null;
        }

        var request = body.Schema.Target();
        var member = request.Properties[name];
        return new ShorthandModel(member, types.Of(member), request.Properties.Count > 1, model.Parameters, model.BodyType);
    }
}
