using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json;

namespace MemoryApi.ContractTests;

/// <summary>Seen in other clients: headers and keys couldn't be set for one call, and hooks were there for the root client only.</summary>
internal sealed class PerCallOptionsTests
{
    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Operations))]
    public async Task Every_operation_takes_a_key_and_headers_for_one_call(ContractOperation operation)
    {
        using var transport = CannedTransport.Responding(200, operation.Spec.FirstSuccess.Example.Value.ToString(Formatting.None));
        using var client = operation.Service.CreateClient(transport);
        var options = new RequestOptions { ApiKey = "other-key", Headers = { ["X-Trace"] = "one" } };

        await operation.CallAsync(client, CallSurface.Plain, operation.AnyRequest, options: options);
        await operation.CallAsync(client);

        var expected = operation.Service.AuthorizationValue;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(transport.Requests.Select(request => request.Headers.NonValidated["Authorization"].Single()), Is.EqualTo(new[]
            {
                expected.Replace(ContractService.Key, "other-key"), expected,
            }));
            Assert.That(transport.Requests.Select(request => request.Headers.Contains("X-Trace")), Is.EqualTo(new[] { true, false }));
        }
    }

    [Test]
    public async Task A_key_provider_is_asked_for_every_call()
    {
        var count = 0;
        using var transport = CannedTransport.Responding(200, """{"status":"ok"}""");
        using var client = new Mem0Client(new Mem0ClientOptions { Transport = transport, ApiKeyProvider = _ => new ValueTask<string>($"key-{++count}") });

        await client.Account.PingAsync();
        await client.Memories.GetAsync("1");

        Assert.That(transport.Requests.Select(request => request.Headers.NonValidated["Authorization"].Single()), Is.EqualTo(new[] { "Token key-1", "Token key-2" }));
    }
}
