using System.Collections.Generic;
using System.Linq;
using System.Text;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Types;
using NJsonSchema;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.CSharp.Models;

namespace MemoryApi.Generator.Emission;

/// <summary>NSwag's model of an operation, with what our client template needs besides.</summary>
internal sealed class ApiOperationModel : CSharpOperationModel
{
    private readonly OpenApiOperation _operation;
    private readonly SchemaTypeResolver _resolver;
    private readonly JsonSchema? _response;

    public ApiOperationModel(
        OpenApiOperation operation, CSharpClientGeneratorSettings settings, CSharpClientGenerator generator, SchemaTypeResolver resolver, OpenApiDocument document)
        : base(operation, settings, generator, resolver)
    {
        _operation = operation;
        _resolver = resolver;
        var successes = operation.ActualResponses.Where(response => response.Key.StartsWith('2')).Select(response => response.Value.ActualResponse).ToList();
        _response = successes.Select(response => response.Schema).FirstOrDefault(schema => schema is not null);
        IsEmptyResultAllowed = successes.Any(response => response.Schema is null);

        // NSwag's own Path and ExtensionData are not known while the base constructs its parts, so all below is computed once here.
        var description = document.Operations.Single(candidate => ReferenceEquals(candidate.Operation, operation));
        PathTemplate = CSharpText.Literal(description.Path);
        IsIdempotent = description.Method == OpenApiOperationMethod.Get || operation.Extension("x-idempotent") == "true";
        MethodCode = description.Method is "patch" ? "HttpMethods.Patch" : $"HttpMethod.{CSharpNames.Pascal(description.Method)}";
        RelativeUriCode = RelativeUri(description.Path.TrimStart('/'));
        ChecksCode = Checks();
        Pagination = PaginationModel.Of(operation, Verb, _response is null ? null : Result, Parameters, resolver);
        Shorthand = ShorthandModel.Of(operation, Body?.ActualSchema, BodyType, Parameters);
    }

    /// <summary>Verb of the operation, e.g. <c>Update</c>.</summary>
    public string Verb => OperationNames.Split(_operation).Verb;

    public string OperationId => _operation.OperationId;

    /// <summary>Summary of the operation, as XML.</summary>
    public string SummaryXml => Documentation.Text(_operation.Summary);

    /// <summary>Description of the operation, as XML.</summary>
    public string RemarksXml => string.Concat(
        Replacements.Count == 0 ? string.Empty : $"Use {string.Join(" or ", Replacements.Select(name => $"<c>{name}</c>"))} instead. ",
        Documentation.Text(_operation.Description));

    /// <summary>The message of a deprecated operation: what to call instead, or else what the specification says of it.</summary>
    public string ObsoleteLiteral => CSharpText.Literal(Replacements.Count == 0
        ? (_operation.Description ?? string.Empty).Replace("`", string.Empty, System.StringComparison.Ordinal).Trim()
        : $"Use {string.Join(" or ", Replacements)} instead.");

    /// <summary>The documentation of each parameter.</summary>
    public IReadOnlyDictionary<string, string> ParameterXml => Parameters.ToDictionary(
        parameter => parameter.VariableName,
        parameter => parameter.IsBody
            ? Documentation.Text(_operation.RequestBody?.Description ?? "What to send.")
            : Documentation.Text(parameter.Description, parameter.Schema) + (parameter.IsOptional ? " Not sent unless given." : string.Empty));

    /// <summary>What the operation answers, as XML.</summary>
    public string ReturnsXml => Documentation.Text(
        _operation.ActualResponses.Where(response => response.Key.StartsWith('2')).Select(response => response.Value.ActualResponse.Description).FirstOrDefault())
        + (IsValueNullable ? " <see langword=\"null\"/> when there is none." : string.Empty);

    /// <summary>The exceptions for the errors that the specification declares, with what it says of each.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ExceptionXml =>
    [
        .. _operation.ActualResponses
            .Select(response => (Type: ExceptionOf(response.Key), Text: Documentation.Text(response.Value.ActualResponse.Description)))
            .Where(error => error.Type is not null)
            .GroupBy(error => error.Type!)
            .Select(errors => new KeyValuePair<string, string>(errors.Key, string.Join(' ', errors.Select(error => error.Text).Distinct()))),
    ];

    public string PathTemplate { get; }

    public bool IsIdempotent { get; }

    public bool IsEmptyResultAllowed { get; }

    public string MethodCode { get; }

    public string RelativeUriCode { get; }

    public string ChecksCode { get; }

    /// <summary>How to enumerate the whole list; <see langword="null"/> when the operation isn't paged.</summary>
    public PaginationModel? Pagination { get; }

    /// <summary>The overload without a request; <see langword="null"/> when the operation has none.</summary>
    public ShorthandModel? Shorthand { get; }

    /// <summary>Whether the operation answers with something.</summary>
    public bool HasValue => _response is not null;

    /// <summary>Type of the answer, with a question mark when null is one.</summary>
    public string ValueType => _response is null ? "NoContent" : _resolver.TypeOf(Result) + (IsValueNullable ? "?" : string.Empty);

    public bool IsValueNullable => _response is not null && !ReferenceEquals(Result, _response)
        && Result is JsonSchemaProperty property && property.IsNullableMember();

    /// <summary>Expression of the codec that reads the response.</summary>
    public string ValueCodecCode => _response is null ? "NoContentJson.Instance" : InEnvelope(CodecExpressions.Of(Result, _resolver));

    /// <summary>The same for a page that is read to enumerate.</summary>
    public string ExactValueCodecCode => InEnvelope($"{_resolver.TypeOf(Result)}Json.Exact");

    /// <summary>What an empty success becomes; also what a repeated delete becomes that finds nothing left to delete.</summary>
    public string? EmptyValueCode => !HasValue
        ? "default"
        : Result.Kind() == SchemaKind.Model && (IsEmptyResultAllowed || IsGoneSuccess) ? $"new {_resolver.TypeOf(Result)}()" : null;

    public string? BodyType => Body is null ? null : _resolver.TypeOf(Body.ActualSchema);

    /// <summary>Name of the parameter that is the body.</summary>
    public string BodyName => ParameterNames.Request;

    public string? BodyCodecCode => Body is null ? null : CodecExpressions.Of(Body.ActualSchema, _resolver);

    /// <summary>Parameters as they are declared, those that must be given first.</summary>
    public string SignatureCode => string.Concat(Parameters.Select(parameter =>
        $"{parameter.Type} {parameter.VariableName}{(parameter.IsOptional ? " = null" : string.Empty)}, "));

    public string ArgumentsCode => string.Join(", ", Parameters.Select(parameter => parameter.VariableName));

    public string DeclarationCode => string.Join(", ", Parameters.Select(parameter => $"{parameter.Type} {parameter.VariableName}"));

    /// <summary>Headers that are parameters, as collection elements.</summary>
    public IReadOnlyList<string> HeaderCodes =>
    [
        .. Parameters.Where(parameter => parameter.IsHeader)
            .Select(parameter => $"new KeyValuePair<string, string>({CSharpText.Literal(parameter.Name)}, {parameter.VariableName})"),
    ];

    private static string? ExceptionOf(string status) => status switch
    {
        "400" or "413" or "422" => "MemoryApiValidationException",
        "401" => "MemoryApiAuthenticationException",
        "403" => "MemoryApiPermissionException",
        "404" => "MemoryApiNotFoundException",
        "409" => "MemoryApiConflictException",
        "429" => "MemoryApiRateLimitException",
        ['5', ..] => "MemoryApiServerException",
        _ => null,
    };

    private IReadOnlyList<string> Replacements => [.. _operation.ExtensionList("x-replaced-by").Select(OperationReferences.CSharpName)];

    private bool IsGoneSuccess => IsIdempotent && MethodCode == "HttpMethod.Delete";

    private JsonSchema Result => PublishedSchemas.Result(_response!);

    private OpenApiParameter? Body => _operation.ActualParameters.FirstOrDefault(parameter => parameter.Kind == OpenApiParameterKind.Body);

    private string InEnvelope(string codec)
    {
        var envelope = _response!.Target();
        if (envelope.ExtensionMember("x-envelope", "value") is not { } value)
        {
            return codec;
        }

        var errors = envelope.ExtensionMember("x-envelope", "errors") is { } name ? CSharpText.Literal(name) : "null";
        return $"new EnvelopeCodec<{_resolver.TypeOf(Result)}>({codec}, {CSharpText.Literal(value)}, {errors}, isValueNullable: {(IsValueNullable ? "true" : "false")}){(IsValueNullable ? "!" : string.Empty)}";
    }

    private string RelativeUri(string template)
    {
        var parts = new List<string>();
        var rest = template;
        while (rest.Length > 0)
        {
            var open = rest.IndexOf('{', System.StringComparison.Ordinal);
            if (open < 0)
            {
                parts.Add(CSharpText.Literal(rest));
                break;
            }

            var close = rest.IndexOf('}', open);
            var parameter = Parameters.Single(parameter => parameter.Name == rest[(open + 1)..close]);
            var value = parameter.Schema.Kind() switch
            {
                SchemaKind.String => parameter.VariableName,
                SchemaKind.OpenEnum => $"{parameter.VariableName}.Value",
                _ => $"{parameter.VariableName}.ToString(CultureInfo.InvariantCulture)",
            };
            parts.Add(CSharpText.Literal(rest[..open]));
            parts.Add($"RequestUri.Segment({value}, nameof({parameter.VariableName}))");
            rest = rest[(close + 1)..];
        }

        var path = string.Join(" + ", parts);
        var query = Parameters.Where(parameter => parameter.IsQuery).ToList();
        if (query.Count == 0)
        {
            return path;
        }

        var code = new StringBuilder($"new RequestUri({path})");
        foreach (var parameter in query)
        {
            var value = parameter.Schema.Kind() == SchemaKind.OpenEnum
                ? $"{parameter.VariableName}{(parameter.IsOptional ? "?" : string.Empty)}.Value"
                : parameter.VariableName;
            code.Append($".Query({CSharpText.Literal(System.Uri.EscapeDataString(parameter.Name))}, {value})");
        }

        return code.Append(".ToString()").ToString();
    }

    private string Checks()
    {
        var code = new StringBuilder();
        var alternatives = Parameters.Where(parameter => _operation.ExtensionList("x-exactly-one-of").Contains(parameter.Name)).ToList();
        if (alternatives.Count > 0)
        {
            var count = string.Join(" + ", alternatives.Select(parameter => $"({parameter.VariableName} is null ? 0 : 1)"));
            var names = string.Join(", ", alternatives.SkipLast(1).Select(parameter => parameter.VariableName)) + " or " + alternatives[^1].VariableName;
            code.Append($"Require.ExactlyOneOf({count}, {CSharpText.Literal(Verb + "Async")}, {CSharpText.Literal(names)}, nameof({alternatives[0].VariableName}));\n");
        }

        foreach (var parameter in Parameters)
        {
            var name = $"nameof({parameter.VariableName})";
            if (parameter.IsBody)
            {
                code.Append($"Require.NotNull({parameter.VariableName}, {name});\n");
                code.Append(parameter.Schema.Kind() == SchemaKind.Model ? $"{parameter.VariableName}.Validate();\n" : string.Empty);
            }
            else
            {
                code.Append(parameter.IsOptional || parameter.Schema.Kind().IsStruct() || PathParameters.Contains(parameter) ? string.Empty : $"Require.NotNull({parameter.VariableName}, {name});\n");
                // RequestUri.Segment refuses a blank argument already.
                var isPlainSegment = PathParameters.Contains(parameter) && parameter.Schema is { Pattern: null, MaxLength: null };
                code.Append(isPlainSegment ? string.Empty : SendingChecks.EmitScalar(parameter.Schema, parameter.VariableName, name));
            }
        }

        return code.ToString().TrimEnd('\n');
    }
}
