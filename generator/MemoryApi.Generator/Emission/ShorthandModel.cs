using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Types;
using NJsonSchema;
using NSwag;
using NSwag.CodeGeneration.CSharp.Models;

namespace MemoryApi.Generator.Emission;

/// <summary>The overload that takes the one member of a request that most calls send, from <c>x-shorthand</c>.</summary>
internal sealed class ShorthandModel
{
    private readonly JsonSchemaProperty _member;
    private readonly IReadOnlyList<CSharpParameterModel> _all;
    private readonly string _bodyType;

    private ShorthandModel(JsonSchemaProperty member, bool isPartial, IReadOnlyList<CSharpParameterModel> all, string bodyType)
    {
        IsPartial = isPartial;
        _member = member;
        _all = all;
        _bodyType = bodyType;
        Parameter = member.Extension("x-argument")!;
    }

    /// <summary>Name of the parameter that stands for the request.</summary>
    public string Parameter { get; }

    /// <summary>Whether the request has other members, too.</summary>
    public bool IsPartial { get; }

    /// <summary>The other parameters of the operation.</summary>
    public IEnumerable<CSharpParameterModel> Parameters => _all.Where(parameter => !parameter.IsBody);

    public string ParameterXml => _member.Extension("x-about")!;

    public string SignatureCode => string.Concat(_all.Select(parameter =>
        parameter.IsBody ? $"string {Parameter}, " : $"{parameter.Type} {parameter.VariableName}{(parameter.IsOptional ? " = null" : string.Empty)}, "));

    public string ChecksCode =>
        ($"Require.NotNull({Parameter}, nameof({Parameter}));\n" + SendingChecks.EmitScalar(_member, Parameter, $"nameof({Parameter})")).TrimEnd('\n');

    public string ArgumentsCode => string.Join(", ", _all.Select(parameter => parameter.IsBody ? RequestCode : parameter.VariableName));

    private string RequestCode => _member.IsRequired
        ? $"new {_bodyType}({Parameter})"
        : $"new {_bodyType} {{ {MemberAnnotations.CSharpName(_member)} = {Parameter} }}";

    public static ShorthandModel? Of(OpenApiOperation operation, JsonSchema? body, string? bodyType, IEnumerable<CSharpParameterModel> parameters) =>
        operation.Extension("x-shorthand") is { } name && body is not null && bodyType is not null
            ? new ShorthandModel(body.Target().ActualProperties[name], body.Target().ActualProperties.Count > 1, [.. parameters], bodyType)
            : null;
}
