using System;
using System.Threading.Tasks;
using MemoryApi.Mem0;

namespace MemoryApi.ContractTests;

/// <summary>The search without a request has limits of its own, so that it can name its parameters; they are those of the specification.</summary>
internal sealed class SearchLimitTests
{
    [TestCase("top_k", "topK", 1)]
    [TestCase("threshold", "threshold", 0.001)]
    public async Task A_search_takes_what_the_specification_takes_and_nothing_beyond(string member, string parameter, double step)
    {
        var service = ContractService.Mem0;
        var limits = service.Spec.Resolve(service.Spec.Operation("Memories_Search").RequestSchema!)["properties"]![member]!;
        var (minimum, maximum) = ((double)limits["minimum"]!, (double)limits["maximum"]!);
        using var transport = CannedTransport.Responding(200, """{"results":[]}""");
        using var client = (Mem0Client)service.CreateClient(transport);

        await SearchAsync(minimum);
        await SearchAsync(maximum);

        Assert.That(transport.Requests, Has.Count.EqualTo(2));
        foreach (var beyond in new[] { minimum - step, maximum + step })
        {
            var refusal = (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SearchAsync(beyond), $"{beyond}"))!;
            Assert.That(refusal.ParamName, Is.EqualTo(parameter));
        }

        Assert.That(transport.Requests, Has.Count.EqualTo(2));

        Task SearchAsync(double value) => member == "top_k"
            ? client.Memories.SearchAsync("tea", EntityScope.User("alice"), topK: (int)value)
            : client.Memories.SearchAsync("tea", EntityScope.User("alice"), threshold: value);
    }
}
