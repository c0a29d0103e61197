using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>An operation of the matrix: one that may be repeated and one that may not, of each provider.</summary>
internal sealed record MatrixOperation(string Name, bool IsSafe, Func<Action<ApiClientOptions>, IDisposable> CreateClient, Func<IDisposable, Task> CallAsync)
{
    public static IReadOnlyList<MatrixOperation> All { get; } =
    [
        new("Mem0 Memories.Update", true, ContractService.Mem0.ClientOf, client =>
            ((Mem0Client)client).Memories.UpdateAsync("m1", new UpdateMemoryRequest { Text = "text" })),
        new("Mem0 Memories.Add", false, ContractService.Mem0.ClientOf, client =>
            ((Mem0Client)client).Memories.AddAsync(new AddMemoriesRequest([new Message("user", "text")]) { UserId = "u" })),
        new("Bland Memory.MergeFacts", true, ContractService.Bland.ClientOf, client =>
            ((BlandClient)client).Memory.MergeFactsAsync("m1", new MergeFactsRequest(new JObject { ["a"] = 1 }))),
        new("Bland Contacts.Merge", false, ContractService.Bland.ClientOf, client =>
            ((BlandClient)client).Contacts.MergeAsync(new MergeContactsRequest("c1", "c2"))),
    ];
}
