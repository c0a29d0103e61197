using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using MessageRole = MemoryApi.Mem0.MessageRole;

namespace MemoryApi.Benchmarks.Contenders;

/// <summary>The clients of this repository.</summary>
public sealed class OurContender : Contender
{
    private static readonly JObject Metadata = Tokens(Sent.Metadata);
    private static readonly JObject Filters = Tokens(Sent.Filters);
    private static readonly JObject Facts = Tokens(Sent.Facts);

    private readonly Mem0Client _mem0;
    private readonly Lazy<BlandCalls> _bland;

    // The second client is created, and its library loaded, when it is used, since a first call needs only one.
    private OurContender(Mem0Client mem0, Func<BlandCalls> bland)
    {
        _mem0 = mem0;
        _bland = new Lazy<BlandCalls>(bland);
    }

    /// <summary>The clients without the handlers that options can switch off: no retries, no timeouts, no circuit breaker.</summary>
    public static OurContender WithoutHandlers(Uri mem0, Uri bland, HttpMessageHandler transport) => new(
        new Mem0Client(Bare(new Mem0ClientOptions { ApiKey = "m0-key" }, mem0, transport)),
        () => new BlandCalls(new BlandClient(Bare(new BlandClientOptions { ApiKey = "org_key" }, bland, transport))));

    /// <summary>The clients with all defaults, constructed without dependency injection.</summary>
    public static OurContender WithoutContainer(Uri mem0, Uri bland, HttpMessageHandler transport) => new(
        new Mem0Client("m0-key", new Mem0ClientOptions { BaseAddress = mem0, Transport = transport }),
        () => new BlandCalls(new BlandClient("org_key", new BlandClientOptions { BaseAddress = bland, Transport = transport })));

    /// <summary>The clients with all defaults, registered with dependency injection.</summary>
    public static OurContender WithDefaults(Uri mem0, Uri bland, Func<HttpMessageHandler> transport)
    {
        var services = new ServiceCollection();
        services.AddMem0Client(options => Set(options, mem0, "m0-key")).ConfigurePrimaryHttpMessageHandler(transport);
        services.AddBlandClient(options => Set(options, bland, "org_key")).ConfigurePrimaryHttpMessageHandler(transport);
        var provider = services.BuildServiceProvider();
        return new OurContender(provider.GetRequiredService<Mem0Client>(), () => new BlandCalls(provider.GetRequiredService<BlandClient>()));
    }

    public override async Task<long> UpdateAsync()
    {
        var memory = await _mem0.Memories.UpdateAsync(
            CannedResponses.MemoryId, new UpdateMemoryRequest { Text = Sent.Text, Metadata = Metadata });
        return Sum(memory.Id, memory.Text, memory.CreatedAt);
    }

    public override async Task<long> DeleteAsync()
    {
        var result = await _mem0.Memories.DeleteAsync(CannedResponses.MemoryId);
        return Sum(null, result.Message, null);
    }

    public override async Task<long> SearchAsync()
    {
        var found = await _mem0.Memories.SearchAsync(new SearchMemoriesRequest(Sent.Query, Filters) { TopK = 100 });
        long sum = 0;
        foreach (var memory in found.Results)
        {
            sum += Sum(memory.Id, memory.Text, memory.CreatedAt) + (long)(memory.Score!.Value * 1000);
        }

        return sum;
    }

    public override async Task<long> ListAsync(int pageSize)
    {
        var page = await _mem0.Memories.ListAsync(new ListMemoriesRequest(Filters), page: 1, pageSize: pageSize);
        long sum = 0;
        foreach (var memory in page.Results)
        {
            sum += Sum(memory.Id, memory.Text, memory.CreatedAt);
        }

        return sum;
    }

    public override Task<long> MergeFactsAsync() => _bland.Value.MergeFactsAsync();

    public override async Task<long> AddAsync()
    {
        var result = await _mem0.Memories.AddAsync(
            new AddMemoriesRequest([new Message(MessageRole.User, Sent.Text), new Message(MessageRole.Assistant, Sent.Reply)]) { UserId = "alice" });
        return Sum(result.EventId, result.Message, null);
    }

    private static TOptions Bare<TOptions>(TOptions options, Uri address, HttpMessageHandler transport)
        where TOptions : ApiClientOptions
    {
        options.BaseAddress = address;
        options.Transport = transport;
        options.UseResilience = false;
        return options;
    }

    // Not JObject.FromObject, whose serializer would be measured in a first call.
    private static JObject Tokens(Dictionary<string, string> values)
    {
        var tokens = new JObject();
        foreach (var value in values)
        {
            tokens[value.Key] = value.Value;
        }

        return tokens;
    }

    private static void Set(ApiClientOptions options, Uri address, string key)
    {
        options.ApiKey = key;
        options.BaseAddress = address;
    }

    /// <summary>The calls of the second client.</summary>
    private sealed class BlandCalls(BlandClient bland)
    {
        public async Task<long> MergeFactsAsync()
        {
            var memory = await bland.Memory.MergeFactsAsync(CannedResponses.ContactMemoryId, new MergeFactsRequest(Facts));
            return Sum(memory.Id, memory.Summary, memory.CreatedAt);
        }
    }
}
