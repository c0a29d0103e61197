using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Core.Diagnostics;

/// <summary>Calls that have a secret in each place where calls have content.</summary>
public static class SecretCalls
{
    /// <summary>All of it, quoted back by a service.</summary>
    public const string Echo =
        $"{Secrets.ResponseText} {Secrets.Key} {Secrets.Id} {Secrets.MemoryText} {Secrets.FactName} {Secrets.FactValue} {Secrets.Phone} {Secrets.Query} {Secrets.HeaderValue}";

    public static IReadOnlyList<Func<CancellationToken, Task>> Of(Mem0Client mem0, BlandClient bland) =>
    [
        token => mem0.Memories.GetAsync(Secrets.Id, Options(), token),
        token => mem0.Memories.AddAsync(
            new AddMemoriesRequest([new Message("user", Secrets.MemoryText)]) { UserId = Secrets.Id, Metadata = new JObject { [Secrets.FactName] = Secrets.FactValue } }, Options(), token),
        token => mem0.Memories.SearchAsync(new SearchMemoriesRequest(Secrets.Query, new JObject { ["user_id"] = Secrets.Id }), Options(), token),
        token => mem0.Memories.DeleteAsync(Secrets.Id, true, Options(), token),
        token => bland.Memory.MergeFactsAsync(Secrets.Id, new MergeFactsRequest(new JObject { [Secrets.FactName] = Secrets.FactValue }), Options(), token),
        token => bland.Contacts.FindAsync(new FindContactRequest { PhoneNumber = Secrets.Phone }, Options(), token),
        token => bland.Memory.GetContextAsync(Secrets.Id, personaId: Secrets.Query, options: Options(), cancellationToken: token),
        token => bland.Memory.GetContextAsync(Secrets.Id, agentNumber: Secrets.Phone, options: Options(), cancellationToken: token),
    ];

    private static RequestOptions Options() => new() { Headers = { ["X-Secret"] = Secrets.HeaderValue } };
}
