using System;
using System.Globalization;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Mem0;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>
/// A request and its response, both written out by hand from the vendors' documentation and neither from the specification. A request is written as
/// <code>
/// PUT /v1/batch/
/// Authorization: Token m0-key
///
/// {"memories":[]}
/// </code>
/// and a response as its status, an empty line, and the body.
/// </summary>
internal static class WrittenExchange
{
    private const string Gap = "\n\n";

    /// <summary>Makes a call, compares what was sent with the request, and returns what the client made of the response.</summary>
    public static Task<T> Mem0Async<T>(string request, string response, Func<Mem0Client, Task<T>> call) =>
        RunAsync(request, response, service => PageService.Mem0(service, "m0-key"), call);

    /// <inheritdoc cref="Mem0Async"/>
    public static Task<T> BlandAsync<T>(string request, string response, Func<BlandClient, Task<T>> call) =>
        RunAsync(request, response, service => PageService.Bland(service, "org_key"), call);

    /// <summary>A time as it is written in a response.</summary>
    public static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Free-form JSON as it is written in a response, without blanks.</summary>
    public static string? Json(JToken? json) => json?.ToString(Formatting.None);

    private static async Task<TResult> RunAsync<TClient, TResult>(
        string request, string response, Func<StubbedService, TClient> connect, Func<TClient, Task<TResult>> call)
        where TClient : IDisposable
    {
        var (status, responseBody) = Halves(response);
        using var service = StubbedService.Responding(StubbedResponse.Json(int.Parse(status, CultureInfo.InvariantCulture), responseBody!));
        using var client = connect(service);

        var result = await call(client);

        var (head, body) = Halves(request);
        var lines = head.Split('\n');
        var target = lines[0].Split(' ');
        service.MustHaveReceived(target[0], target[1], lines[1]["Authorization: ".Length..], body);
        return result;
    }

    private static (string Head, string? Body) Halves(string text)
    {
        var gap = text.IndexOf(Gap, StringComparison.Ordinal);
        return gap < 0 ? (text, null) : (text[..gap], text[(gap + Gap.Length)..]);
    }
}
