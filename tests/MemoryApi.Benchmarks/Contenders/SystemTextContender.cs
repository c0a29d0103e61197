using System;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Benchmarks.Stock.WithSystemText.Bland;
using MemoryApi.Benchmarks.Stock.WithSystemText.Mem0;
using MessageRole = MemoryApi.Benchmarks.Stock.WithSystemText.Mem0.MessageRole;

namespace MemoryApi.Benchmarks.Contenders;

/// <summary>The clients that NSwag's own templates generate from the same specs, with System.Text.Json.</summary>
public sealed class SystemTextContender : Contender
{
    private readonly MemoriesClient _memories;
    private readonly Lazy<MemoryClient> _memory;

    public SystemTextContender(Uri mem0, Uri bland, HttpMessageHandler transport)
    {
        _memories = new MemoriesClient(Client(transport, "Token m0-key")) { BaseUrl = mem0.AbsoluteUri };
        _memory = new Lazy<MemoryClient>(() => new MemoryClient(Client(transport, "org_key")) { BaseUrl = bland.AbsoluteUri });
    }

    public override async Task<long> UpdateAsync()
    {
        var memory = await _memories.UpdateAsync(
            CannedResponses.MemoryId, new UpdateMemoryRequest { Text = Sent.Text, Metadata = Sent.Metadata });
        return Sum(memory.Id, memory.Memory1, memory.Created_at);
    }

    public override async Task<long> DeleteAsync()
    {
        var result = await _memories.DeleteAsync(CannedResponses.MemoryId, null);
        return Sum(null, result.Message, null);
    }

    public override async Task<long> SearchAsync()
    {
        var found = await _memories.SearchAsync(
            new SearchMemoriesRequest { Query = Sent.Query, Filters = Sent.Filters, Top_k = 100 });
        long sum = 0;
        foreach (var memory in found.Results)
        {
            sum += Sum(memory.Id, memory.Memory, memory.Created_at) + (long)(memory.Score!.Value * 1000);
        }

        return sum;
    }

    public override async Task<long> ListAsync(int pageSize)
    {
        var page = await _memories.ListAsync(1, pageSize, new ListMemoriesRequest { Filters = Sent.Filters });
        long sum = 0;
        foreach (var memory in page.Results)
        {
            sum += Sum(memory.Id, memory.Memory1, memory.Created_at);
        }

        return sum;
    }

    public override async Task<long> MergeFactsAsync()
    {
        var envelope = await _memory.Value.MergeFactsAsync(
            CannedResponses.ContactMemoryId, new MergeFactsRequest { Facts = Sent.Facts });
        return Sum(envelope.Data.Id, envelope.Data.Summary, envelope.Data.Created_at);
    }

    public override async Task<long> AddAsync()
    {
        var result = await _memories.AddAsync(new AddMemoriesRequest
        {
            User_id = "alice",
            Messages =
            [
                new Message { Role = MessageRole.User, Content = Sent.Text },
                new Message { Role = MessageRole.Assistant, Content = Sent.Reply },
            ],
        });
        return Sum(result.Event_id, result.Message, null);
    }

    private static HttpClient Client(HttpMessageHandler transport, string authorization)
    {
        var client = new HttpClient(transport);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "nswag/1.0");
        return client;
    }
}
