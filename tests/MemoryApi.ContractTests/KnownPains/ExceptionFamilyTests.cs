using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;

namespace MemoryApi.ContractTests;

/// <summary>Seen in other clients: an exception class for each client, with the body in its message.</summary>
internal sealed class ExceptionFamilyTests
{
    [Test]
    public async Task Both_clients_throw_the_same_exceptions()
    {
        using var mem0Transport = CannedTransport.Responding(404, """{"error":"Memory not found!"}""");
        using var blandTransport = CannedTransport.Responding(404, """{"data":null,"errors":[{"error":"NOT_FOUND","message":"Contact memory not found"}]}""");
        using var mem0 = (Mem0Client)ContractService.Mem0.CreateClient(mem0Transport);
        using var bland = (BlandClient)ContractService.Bland.CreateClient(blandTransport);

        var first = await Failing.CallAsync<MemoryApiNotFoundException>(() => mem0.Memories.GetAsync("1"));
        var second = await Failing.CallAsync<MemoryApiNotFoundException>(() => bland.Memory.GetAsync("1"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.InstanceOf<MemoryApiException>());
            Assert.That(first.ServiceMessage, Is.EqualTo("Memory not found!"));
            Assert.That(second.ServiceMessage, Is.EqualTo("Contact memory not found"));
            Assert.That(second.ErrorCode, Is.EqualTo("NOT_FOUND"));
        }
    }

    [TestCase(400, typeof(MemoryApiValidationException))]
    [TestCase(401, typeof(MemoryApiAuthenticationException))]
    [TestCase(402, typeof(MemoryApiException))]
    [TestCase(403, typeof(MemoryApiPermissionException))]
    [TestCase(404, typeof(MemoryApiNotFoundException))]
    [TestCase(409, typeof(MemoryApiConflictException))]
    [TestCase(413, typeof(MemoryApiValidationException))]
    [TestCase(422, typeof(MemoryApiValidationException))]
    [TestCase(429, typeof(MemoryApiRateLimitException))]
    [TestCase(500, typeof(MemoryApiServerException))]
    [TestCase(503, typeof(MemoryApiServerException))]
    public async Task A_status_has_its_type_also_where_it_is_not_declared(int status, System.Type type)
    {
        using var transport = CannedTransport.Responding(status, """{"detail":"secret text"}""");
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);

        var failure = await Failing.CallAsync(() => client.Account.PingAsync());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure, Is.TypeOf(type).With.Property("StatusCode").EqualTo(status).And.Property("ServiceMessage").EqualTo("secret text"));
            Assert.That(failure.ToString(), Does.Not.Contain("secret text"));
        }
    }
}
