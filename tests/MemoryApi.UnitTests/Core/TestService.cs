using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.UnitTests.Core;

public sealed class TestOptions : ApiClientOptions;

/// <summary>A service as generated code describes one.</summary>
public static class TestService
{
    public const string Key = "m0-secret";

    public static ApiServiceDescription Description { get; } = new(
        "TestClient",
        new Uri("https://api.example.test"),
        new ApiAuthentication("Authorization", "MEMORYAPI_TEST_KEY") { Prefix = "Token ", CopiedWords = ["Token", "Bearer"] },
        "X-Test-Client",
        typeof(ApiConnection).Assembly);

    public static TestOptions Options(HttpMessageHandler transport, Action<TestOptions>? configure = null)
    {
        var options = new TestOptions { ApiKey = Key, Transport = transport };
        options.Resilience.Retry.Delay = TimeSpan.Zero;
        configure?.Invoke(options);
        return options;
    }

    public static ApiConnection Connect(HttpMessageHandler transport, Action<TestOptions>? configure = null) =>
        ApiConnection.Create(Description, Options(transport, configure));

    /// <summary>A call whose result is the member <c>value</c> of the response.</summary>
    public static ApiRequest<string?> Request(
        string method = "GET",
        bool isIdempotent = true,
        bool isEmptyResultAllowed = false,
        Func<string?>? emptyResult = null,
        bool isResultNullable = false,
        string relativeUri = "v1/things/1/") =>
        new(new ApiOperation("Things_Call", new HttpMethod(method), "/v1/things/{id}/", isIdempotent, isEmptyResultAllowed), relativeUri, ValueModel.Instance)
        {
            EmptyResult = emptyResult,
            IsResultNullable = isResultNullable,
        };

    /// <summary>A call with a body <c>{"value":…}</c>.</summary>
    public static ApiRequest<string?> RequestWithBody(
        string body, string method = "POST", bool isIdempotent = false, string relativeUri = "v1/things/") =>
        new ApiRequest<string?, string?>(
            new ApiOperation("Things_Call", new HttpMethod(method), "/v1/things/", isIdempotent, false), relativeUri, ValueModel.Instance, ValueModel.Instance, body);

    public static Task<string?> CallAsync(
        this ApiConnection connection, ApiRequest<string?>? request = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        connection.SendAsync(request ?? Request(), options, cancellationToken);
}

/// <summary>Reads and writes <c>{"value":"…"}</c>; a member <c>errors</c> is that of an envelope.</summary>
public sealed class ValueModel : JsonCodec<string?>
{
    public static readonly ValueModel Instance = new();

    public override string? Read(ref JsonInput input)
    {
        string? value = null;
        input.StartObject();
        while (input.NextMember(out _))
        {
            switch (input.MemberName)
            {
                case "value":
                    if (!input.TryString(out value))
                    {
                        throw input.Unexpected("a string");
                    }

                    break;
                case "errors":
                    input.ThrowIfErrors();
                    break;
                case "crash":
                    throw new NullReferenceException();
                default:
                    input.Skip();
                    break;
            }
        }

        return value;
    }

    public override void Write(JsonOutput output, string? value)
    {
        output.StartObject();
        output.Name("value"u8);
        output.Value(value);
        output.EndObject();
    }
}
