using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace MemoryApi.Benchmarks.Contenders;

/// <summary>Code as a careful programmer writes it by hand: HttpClient, System.Text.Json's source generation, no copy of the body.</summary>
public sealed class RawContender : Contender
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _mem0;
    private readonly Lazy<HttpClient> _bland;

    public RawContender(Uri mem0, Uri bland, HttpMessageHandler transport)
    {
        _mem0 = Client(mem0, new HttpClient(transport), "Token m0-key");
        _bland = new Lazy<HttpClient>(() => Client(bland, new HttpClient(transport), "org_key"));
    }

    private RawContender(Uri mem0, Uri bland, IHttpClientFactory factory)
    {
        _mem0 = Client(mem0, factory.CreateClient("mem0"), "Token m0-key");
        _bland = new Lazy<HttpClient>(() => Client(bland, factory.CreateClient("bland"), "org_key"));
    }

    /// <summary>The same calls with clients from a container, as in ASP.NET Core programs.</summary>
    public static RawContender WithContainer(Uri mem0, Uri bland, Func<HttpMessageHandler> transport)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("mem0").ConfigurePrimaryHttpMessageHandler(transport);
        services.AddHttpClient("bland").ConfigurePrimaryHttpMessageHandler(transport);
        return new RawContender(mem0, bland, services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>());
    }

    /// <summary>The same calls with .NET's standard resilience handler, which .NET programs usually have.</summary>
    public static RawContender WithStandardPipeline(Uri mem0, Uri bland, Func<HttpMessageHandler> transport)
    {
        var services = new ServiceCollection();
        services.AddHttpClient("mem0").ConfigurePrimaryHttpMessageHandler(transport).AddStandardResilienceHandler();
        services.AddHttpClient("bland").ConfigurePrimaryHttpMessageHandler(transport).AddStandardResilienceHandler();
        return new RawContender(mem0, bland, services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>());
    }

    public override async Task<long> UpdateAsync()
    {
        var memory = await SendAsync(
            _mem0, HttpMethod.Put, "v1/memories/" + Uri.EscapeDataString(CannedResponses.MemoryId) + "/",
            new RawUpdateRequest { Text = Sent.Text, Metadata = Sent.Metadata }, RawJson.Default.RawUpdateRequest, RawJson.Default.RawMemory);
        return Sum(memory.Id, memory.Text, memory.CreatedAt);
    }

    public override async Task<long> DeleteAsync()
    {
        var result = await SendAsync<object, RawDeleteResult>(
            _mem0, HttpMethod.Delete, "v1/memories/" + Uri.EscapeDataString(CannedResponses.MemoryId) + "/", null, null, RawJson.Default.RawDeleteResult);
        return Sum(null, result.Message, null);
    }

    public override async Task<long> SearchAsync()
    {
        var found = await SendAsync(
            _mem0, HttpMethod.Post, "v3/memories/search/",
            new RawSearchRequest { Query = Sent.Query, Filters = Sent.Filters, TopK = 100 },
            RawJson.Default.RawSearchRequest, RawJson.Default.RawSearchResults);
        long sum = 0;
        foreach (var memory in found.Results!)
        {
            sum += Sum(memory.Id, memory.Text, memory.CreatedAt) + (long)(memory.Score!.Value * 1000);
        }

        return sum;
    }

    public override async Task<long> ListAsync(int pageSize)
    {
        var page = await SendAsync(
            _mem0, HttpMethod.Post, $"v3/memories/?page=1&page_size={pageSize}",
            new RawListRequest { Filters = Sent.Filters }, RawJson.Default.RawListRequest, RawJson.Default.RawPage);
        long sum = 0;
        foreach (var memory in page.Results!)
        {
            sum += Sum(memory.Id, memory.Text, memory.CreatedAt);
        }

        return sum;
    }

    public override async Task<long> MergeFactsAsync()
    {
        var envelope = await SendAsync(
            _bland.Value, HttpMethod.Patch, "v1/memory/contact/" + Uri.EscapeDataString(CannedResponses.ContactMemoryId) + "/facts",
            new RawMergeFactsRequest { Facts = Sent.Facts }, RawJson.Default.RawMergeFactsRequest, RawJson.Default.RawContactMemoryEnvelope);
        return Sum(envelope.Data!.Id, envelope.Data.Summary, envelope.Data.CreatedAt);
    }

    public override async Task<long> AddAsync()
    {
        var result = await SendAsync(
            _mem0, HttpMethod.Post, "v3/memories/add/",
            new RawAddRequest { UserId = "alice", Messages = [new() { Role = "user", Content = Sent.Text }, new() { Role = "assistant", Content = Sent.Reply }] },
            RawJson.Default.RawAddRequest, RawJson.Default.RawAddResult);
        return Sum(result.EventId, result.Message, null);
    }

    private static HttpClient Client(Uri address, HttpClient client, string authorization)
    {
        client.BaseAddress = address;
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json");
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "raw/1.0");
        return client;
    }

    private static async Task<TResult> SendAsync<TBody, TResult>(
        HttpClient client, HttpMethod method, string uri, TBody? body, JsonTypeInfo<TBody>? bodyType, JsonTypeInfo<TResult> resultType)
    {
        using var request = new HttpRequestMessage(method, uri);
        if (bodyType is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body!, bodyType)) { Headers = { ContentType = Json } };
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        return await JsonSerializer.DeserializeAsync(stream, resultType).ConfigureAwait(false)
            ?? throw new JsonException("The response is null.");
    }
}
