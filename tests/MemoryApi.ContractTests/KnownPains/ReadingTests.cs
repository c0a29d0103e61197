using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;

namespace MemoryApi.ContractTests;

/// <summary>Found in NSwag's templates: a body was read synchronously without its token, and its text was lost when it was no JSON.</summary>
internal sealed class ReadingTests
{
    [Test]
    public async Task A_body_that_stalls_can_be_cancelled()
    {
        using var transport = new CannedTransport(_ => new HttpResponseMessage { Content = new StreamContent(ScriptedStream.Silent()) });
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);
        using var cancellation = new CancellationTokenSource();

        var call = client.Memories.GetAsync("1", cancellationToken: cancellation.Token);
        Assert.That(call.IsCompleted, Is.False);
        await cancellation.CancelAsync();
        var failure = await Failing.CallAsync(() => call.WaitAsync(TimeSpan.FromSeconds(20)));

        Assert.That(failure, Is.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task The_text_of_a_body_that_is_no_JSON_is_kept()
    {
        using var transport = CannedTransport.Responding(200, "upstream said no");
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);

        var failure = await Failing.CallAsync<MemoryApiResponseException>(() => client.Memories.GetAsync("1"));

        Assert.That(failure.Body, Is.EqualTo("upstream said no"));
    }
}
