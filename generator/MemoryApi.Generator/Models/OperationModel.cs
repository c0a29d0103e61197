using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MemoryApi.Generator.Documents;
using MemoryApi.Generator.Emission;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;
using MemoryApi.Generator.Types;
using NJsonSchema;

namespace MemoryApi.Generator.Models;

/// <summary>An operation: the data for its methods and for the code that they share.</summary>
internal sealed class OperationModel
{
    private readonly DocumentOperation _operation;
    private readonly TypeTable _types;
    private readonly TypeEntry? _result;

    public OperationModel(DocumentOperation operation, TypeTable types, bool hasHook, bool isHidden = false)
    {
        _operation = operation;
        _types = types;
        HasHook = hasHook;
        AccessCode = isHidden ? "protected internal" : "public";
        _result = operation.Result switch
        {
            null => null,
            { Format: ContentFormat.Bytes } => new TypeEntry(SchemaKind.Bytes, "byte[]", "JsonScalars.Bytes", IsStruct: false),
            { Format: ContentFormat.Text } => new TypeEntry(SchemaKind.String, "string", "JsonScalars.String", IsStruct: false),
            { } content => types.Of(SchemaRoles.Result(content.Schema)),
        };

        // Required parameters come first, then the body, then the others.
        var parameters = operation.Parameters.Select(parameter => new ParameterModel(parameter, types)).ToList();
        if (operation.Body is { } body)
        {
            parameters.Add(new ParameterModel(body, operation.IsBodyRequired, operation.BodyDescription, types));
        }

        Parameters = [.. parameters.OrderBy(parameter => parameter.IsOptional)];
        Pagination = PaginationModel.Of(operation, this, types);
        Shorthand = ShorthandModel.Of(operation, this, types);
    }

    /// <summary>Verb of the operation, e.g. <c>Update</c>.</summary>
    public string Verb => _operation.Verb;

    public string IdLiteral => CSharpText.Literal(_operation.Id);

    public string PathLiteral => CSharpText.Literal(_operation.Path);

    public string MethodCode => _operation.Method == "patch" ? "HttpMethods.Patch" : "HttpMethod." + CSharpNames.Pascal(_operation.Method);

    public string IsIdempotentCode => _operation.IsIdempotent ? "true" : "false";

    public string IsEmptyResultAllowedCode => _operation.IsEmptyResultAllowed ? "true" : "false";

    public bool IsDeprecated => _operation.IsDeprecated;

    /// <summary>Whether a hand-written part checks more before sending.</summary>
    public bool HasHook { get; }

    /// <summary>Who may call the method: only hand-written methods and mocks, where the project hides the operation.</summary>
    public string AccessCode { get; }

    public IReadOnlyList<ParameterModel> Parameters { get; }

    public string SummaryXml => Documentation.Text(_operation.Summary);

    public string RemarksXml => string.Concat(
        _operation.ReplacedBy.Count == 0 ? string.Empty : $"Use {string.Join(" or ", Replacements.Select(Documentation.Code))} instead. ",
        Documentation.Text(_operation.Description));

    /// <summary>The message of a deprecated operation: what to call instead, or else what the document says of it.</summary>
    public string ObsoleteLiteral => CSharpText.Literal(_operation.ReplacedBy.Count == 0
        ? (_operation.Description.Trim() is { Length: > 0 } text ? text : _operation.Summary).Replace("`", string.Empty, StringComparison.Ordinal).Trim()
        : $"Use {string.Join(" or ", Replacements)} instead.");

    /// <summary>What the operation returns, as XML.</summary>
    public string ReturnsXml => Documentation.Text(_operation.ResultDescription) + (IsValueNullable ? " <see langword=\"null\"/> when there is none." : string.Empty);

    /// <summary>The exceptions for the errors that the document declares, with their descriptions.</summary>
    public IReadOnlyList<ExceptionModel> Exceptions =>
    [
        .. _operation.Errors
            .Select(error => (Type: ExceptionOf(error.Status), Text: Documentation.Text(error.Description)))
            .Where(error => error.Type is not null)
            .GroupBy(error => error.Type!)
            .Select(errors => new ExceptionModel(errors.Key, string.Join(' ', errors.Select(error => error.Text).Distinct()))),
    ];

    /// <summary>How to enumerate the whole list; <see langword="null"/> when the operation isn't paged.</summary>
    public PaginationModel? Pagination { get; }

    /// <summary>The overload without a request; <see langword="null"/> when the operation has none.</summary>
    public ShorthandModel? Shorthand { get; }

    /// <summary>Whether the operation returns something.</summary>
    public bool HasValue => _result is not null;

    /// <summary>Type of the result, with a question mark if the result can be null.</summary>
    public string ValueType => _result is null ? "NoContent" : _result.Name + (IsValueNullable ? "?" : string.Empty);

    public string ReturnType => HasValue ? $"Task<{ValueType}>" : "Task";

    public string ResponseType => $"Task<ApiResponse<{ValueType}>>";

    public bool IsValueNullable => _result is not null && _result.Kind != SchemaKind.Any && (IsNullDeclared || IsNullWhenEmpty);

    /// <summary>The expression that creates the codec of the response; null when an existing codec is used.</summary>
    public string? ResultCodecCode
    {
        get
        {
            if (_result is null)
            {
                return null;
            }

            var codec = IsValueNullable && _result.IsStruct ? $"JsonNullable.OfValue({_result.Codec})" : _result.Codec;
            return InEnvelope(codec) ?? (IsValueNullable || _result.HasOwnCodec ? codec + (IsValueNullable && !_result.IsStruct ? "!" : string.Empty) : null);
        }
    }

    /// <summary>The expression for the strict codec of a page in an enumeration.</summary>
    public string? ExactResultCodecCode => Pagination is null ? null : InEnvelope($"{_result!.Name}Json.Exact");

    /// <summary>The result for a success without content. It is also the result of a retried delete that finds nothing left to delete.</summary>
    public string? EmptyValueCode => _result?.Kind switch
    {
        null => "default",
        SchemaKind.Model when _operation.IsEmptyResultAllowed || IsGoneSuccess => $"new {_result.Name}()",
        SchemaKind.Model => null,
        _ when !_operation.IsEmptyResultAllowed => null,
        _ => _result.Initial ?? "default",
    };

    public ParameterModel? Body => Parameters.FirstOrDefault(parameter => parameter.IsBody);

    /// <summary>The constructor arguments of the request, after the operation.</summary>
    public string RequestTypeCode => Body is null ? $"ApiRequest<{ValueType}>" : $"ApiRequest<{ValueType}, {BodyType}>";

    public string BodyType => Body!.Type.Name + (IsBodyMissable ? "?" : string.Empty);

    /// <summary>The expression that creates the codec of the body; null when an existing codec is used.</summary>
    public string? BodyCodecCode => Body switch
    {
        null => null,
        { Type: var type } when IsBodyMissable => $"JsonNullable.OfValue({type.Codec})",
        { Type: var type } => type.HasOwnCodec ? type.Codec : null,
    };

    /// <summary>The expression that makes the request.</summary>
    public string RequestCode
    {
        get
        {
            string?[] arguments =
            [
                "Operation",
                RelativeUriCode,
                ResultArgumentCode,
                Body is null ? null : BodyCodecCode is null ? Body.Type.Codec : "BodyCodec",
                Body is null ? null : Body.Name + (Body.IsOptional && !IsBodyMissable ? "!" : string.Empty),
            ];
            var properties = AllRequestProperties().OfType<string>().ToList();
            return $"new {RequestTypeCode}(\n    {string.Join(",\n    ", arguments.OfType<string>())})"
                + (properties.Count == 0 ? string.Empty : $"\n{{\n    {string.Join(",\n    ", properties)},\n}}");
        }
    }

    /// <summary>The declared parameters, required ones first.</summary>
    public string SignatureCode => string.Concat(Parameters.Select(parameter => parameter.SignatureCode + ", "));

    public string ArgumentsCode => string.Join(", ", Parameters.Select(parameter => parameter.Name));

    public string DeclarationCode => string.Join(", ", Parameters.Select(parameter => parameter.DeclarationCode));

    /// <summary>The parameters of the method that makes the request.</summary>
    public string CreateDeclarationCode => DeclarationCode + (Pagination is null ? string.Empty : (Parameters.Count > 0 ? ", " : string.Empty) + "bool isExact = false");

    /// <summary>The types of the method's parameters, as documentation refers to them.</summary>
    public string ReferenceXml => ReferenceTo(Parameters.Select(parameter => parameter.ReferenceXml));

    public string ChecksCode
    {
        get
        {
            var code = new StringBuilder();
            var alternatives = Parameters.Where(parameter => !parameter.IsBody && _operation.ExactlyOneOf.Contains(parameter.WireName)).ToList();
            if (alternatives.Count > 1)
            {
                var count = string.Join(" + ", alternatives.Select(parameter => $"({parameter.Name} is null ? 0 : 1)"));
                var names = string.Join(", ", alternatives.SkipLast(1).Select(parameter => parameter.Name)) + " or " + alternatives[^1].Name;
                code.Append($"Require.ExactlyOneOf({count}, {CSharpText.Literal(Verb + "Async")}, {CSharpText.Literal(names)}, nameof({alternatives[0].Name}));\n");
            }

            foreach (var parameter in Parameters)
            {
                code.Append(parameter.ChecksCode);
            }

            return code.ToString().TrimEnd('\n');
        }
    }

    internal JsonSchema? ResultSchema => _operation.Result is { Format: ContentFormat.Json } content ? SchemaRoles.Result(content.Schema) : null;

    /// <summary>Whether the body is an optional struct.</summary>
    private bool IsBodyMissable => Body is { IsOptional: true, Type.IsStruct: true };

    private string ResultArgumentCode
    {
        get
        {
            var codec = ResultCodecCode is not null ? "ResultCodec" : _result is null ? "NoContentJson.Instance" : _result.Codec;
            return Pagination is null ? codec : $"isExact ? {(ExactResultCodecCode is null ? $"{_result!.Name}Json.Exact" : "ExactResultCodec")} : {codec}";
        }
    }

    private bool IsNullDeclared => ResultSchema is { } schema && schema.IsNullable();

    /// <summary>Whether null is the only possible result of a success without content.</summary>
    private bool IsNullWhenEmpty => _operation.IsEmptyResultAllowed && _result!.Kind != SchemaKind.Model && _result.Initial is null;

    private bool IsGoneSuccess => _operation is { IsIdempotent: true, Method: "delete" };

    private IReadOnlyList<string> Replacements => [.. _operation.ReplacedBy.Select(OperationReferences.CSharpName)];

    private string RelativeUriCode
    {
        get
        {
            var parts = new List<string>();
            var rest = _operation.Path.TrimStart('/');
            while (rest.Length > 0)
            {
                var open = rest.IndexOf('{', StringComparison.Ordinal);
                if (open < 0)
                {
                    parts.Add(CSharpText.Literal(rest));
                    break;
                }

                var close = rest.IndexOf('}', open);
                var name = rest[(open + 1)..close];
                if (open > 0)
                {
                    parts.Add(CSharpText.Literal(rest[..open]));
                }

                parts.Add(Parameters.First(parameter => parameter.IsIn("path") && parameter.WireName == name).SegmentCode);
                rest = rest[(close + 1)..];
            }

            var path = parts.Count == 0 ? "string.Empty" : string.Join(" + ", parts);
            var query = string.Concat(Parameters.Where(parameter => parameter.IsIn("query")).Select(parameter => parameter.QueryCode));
            return query.Length == 0 ? path : $"new RequestUri({path}){query}.ToString()";
        }
    }

    private IEnumerable<string?> AllRequestProperties()
    {
        yield return EmptyValueCode is { } empty ? $"EmptyResult = static () => {empty}" : null;
        yield return IsValueNullable ? "IsResultNullable = true" : null;
        if (_operation.Body is { } body && (body.Format != ContentFormat.Json || body.MediaType != "application/json"))
        {
            yield return body.Format == ContentFormat.Json ? null : $"BodyFormat = ContentFormat.{body.Format}";
            yield return $"BodyMediaType = {CSharpText.Literal(body.MediaType)}";
        }

        var headers = Parameters.Where(parameter => parameter.IsIn("header")).Select(parameter => $"new({CSharpText.Literal(parameter.WireName)}, {parameter.HeaderCode})").ToList();
        if (_operation.Result is { } result && (result.Format != ContentFormat.Json || result.MediaType != "application/json"))
        {
            yield return result.Format == ContentFormat.Json ? null : $"ResultFormat = ContentFormat.{result.Format}";
            headers.Insert(0, $"new(\"Accept\", {CSharpText.Literal(result.MediaType)})");
        }

        yield return headers.Count == 0 ? null : $"Headers = [{string.Join(", ", headers)}]";
    }

    private string? InEnvelope(string codec)
    {
        var envelope = _operation.Result!.Schema.Target();
        if (envelope.ExtensionMember(Extensions.Envelope, "value") is not { } value)
        {
            return null;
        }

        var errors = envelope.ExtensionMember(Extensions.Envelope, "errors") is { } name ? CSharpText.Literal(name) : "null";
        var type = _result!.Name + (IsValueNullable && _result.IsStruct ? "?" : string.Empty);
        return $"new EnvelopeCodec<{type}>({codec}, {CSharpText.Literal(value)}, {errors}, isValueNullable: {(IsValueNullable ? "true" : "false")}){(IsValueNullable && !_result.IsStruct ? "!" : string.Empty)}";
    }

    private static string? ExceptionOf(string status) => status switch
    {
        "400" or "413" or "422" => "MemoryApiValidationException",
        "401" => "MemoryApiAuthenticationException",
        "403" => "MemoryApiPermissionException",
        "404" => "MemoryApiNotFoundException",
        "408" => "MemoryApiTimeoutException",
        "409" => "MemoryApiConflictException",
        "429" => "MemoryApiRateLimitException",
        ['5', ..] => "MemoryApiServerException",
        _ => null,
    };

    /// <summary>The types of a method's parameters, with the two that all methods have, as documentation refers to them.</summary>
    public static string ReferenceTo(IEnumerable<string> parameters) => string.Join(", ", parameters.Concat(["RequestOptions?", "CancellationToken"]));
}

/// <summary>An exception in documentation.</summary>
internal sealed record ExceptionModel(string Type, string TextXml);
