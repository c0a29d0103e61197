using System;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;

namespace MemoryApi.ContractTests;

/// <summary>Connections that break, on the wire.</summary>
internal sealed class BrokenConnectionTests
{
    [TestCase("CONNECTION_RESET_BY_PEER")]
    [TestCase("EMPTY_RESPONSE")]
    [TestCase("MALFORMED_RESPONSE_CHUNK")]
    [TestCase("RANDOM_DATA_THEN_CLOSE")]
    public async Task A_broken_connection_is_an_error_of_the_transport(string fault)
    {
        await using var server = FaultServer.Start(BrokenResponse.Of(fault));
        using var client = ClientOf(server.BaseAddress);

        var failure = await Failing.CallAsync<MemoryApiTransportException>(() => client.Memories.GetAsync("1"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Operation, Is.EqualTo("Memories_Get"));
            Assert.That(failure.InnerException, Is.InstanceOf<HttpRequestException>());
            Assert.That(failure.ToString(), Does.Not.Contain(ContractService.Key));
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(11)]
    public async Task A_body_that_ends_before_its_announced_length_is_an_error_of_the_transport(int received)
    {
        var body = """{"id":"1","memory":"text"}""";
        await using var server = FaultServer.Start(async connection =>
        {
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body[..received]}");
            await connection.CloseAsync();
        });
        using var client = ClientOf(server.BaseAddress);

        var failure = await Failing.CallAsync<MemoryApiTransportException>(() => client.Memories.GetAsync("1"));

        Assert.That(failure.Operation, Is.EqualTo("Memories_Get"));
        Assert.That(failure.StatusCode, Is.EqualTo(200));
        Assert.That(failure.Body ?? string.Empty, Is.EqualTo(body[..received]));
    }

    [Test]
    public async Task A_service_that_is_not_there_is_an_error_of_the_transport()
    {
        using var client = ClientOf(FaultServer.NobodyThere());

        var failure = await Failing.CallAsync<MemoryApiTransportException>(() => client.Memories.GetAsync("1"));

        Assert.That(failure.StatusCode, Is.Null);
    }

    [Test]
    public async Task A_body_after_a_204_is_dropped_and_the_next_call_is_not_disturbed()
    {
        var requests = 0;
        await using var server = FaultServer.Start(connection => ++requests == 1
            ? connection.SendAsync("HTTP/1.1 204 No Content\r\nContent-Type: application/json\r\nContent-Length: 43\r\n\r\n{\"message\": \"Memory deleted successfully!\"}\n")
            : connection.RespondAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json", """{"id":"2"}"""u8.ToArray()));
        using var client = ClientOf(server.BaseAddress);

        var deleted = await client.Memories.DeleteAsync("1");
        var next = await client.Memories.GetAsync("2");

        Assert.That(deleted.Message, Is.Null);
        Assert.That(next.Id, Is.EqualTo("2"));
    }

    private static Mem0Client ClientOf(Uri address)
    {
        var options = new Mem0ClientOptions { BaseAddress = address };
        options.UseResilience = false;
        return new Mem0Client(ContractService.Key, options);
    }
}
