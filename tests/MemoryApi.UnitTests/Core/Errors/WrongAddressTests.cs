using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.UnitTests.Core.Errors;

/// <summary>When a response doesn't look like one of the service, the exception names the base address, which is probably wrong.</summary>
public sealed class WrongAddressTests
{
    private const string Address = "https://gw.test/mem0/";
    private const string Request = Address + "v1/things/1/";

    [TestCase("")]
    [TestCase("<html><h1>Not Found</h1></html>")]
    [TestCase("404 page not found")]
    [TestCase("{}")]
    [TestCase("""{"detail":"Not Found"}""")]
    [TestCase("""{"status":404,"error":"Not Found"}""")]
    [TestCase("""{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.5","title":"Not Found","status":404}""")]
    [TestCase("""{"message":"Cannot GET /mem0/v1/things/1/","error":"Not Found","statusCode":404}""")]
    [TestCase("""{"detail":"No static resource MEM0/v1/things/1."}""")]
    public async Task A_404_that_any_web_server_may_send_names_the_base_address(string body)
    {
        var failure = await FailAsync(new ScriptedTransport().Respond(404, body));

        Assert.That(failure, Is.TypeOf<MemoryApiNotFoundException>());
        Assert.That(failure.Message, Is.EqualTo(
            $"Things_Call (status 404): there is nothing at this address, and the response doesn't look like one of the service's. Check the base address, {Address}; if it is right, check the identifiers."));
    }

    [TestCase("""{"detail":"Not found."}""")]
    [TestCase("""{"error":"Memory not found!"}""")]
    [TestCase("""{"code":"NOT_FOUND"}""")]
    [TestCase("""{"data":null,"errors":[{"error":"NOT_FOUND","message":"Contact not found"}]}""")]
    public async Task A_404_with_a_reason_is_about_the_identifiers(string body) =>
        Assert.That(
            (await FailAsync(new ScriptedTransport().Respond(404, body))).Message,
            Is.EqualTo("Things_Call (status 404): the resource doesn't exist, or this key can't see it. Check the identifiers."));

    [Test]
    public async Task A_405_of_another_server_names_the_base_address()
    {
        var other = await FailAsync(new ScriptedTransport().Respond(405, "<html></html>"));
        var own = await FailAsync(new ScriptedTransport().Respond(405, """{"detail":"Method \"GET\" not allowed."}"""));

        Assert.That(other, Is.TypeOf<MemoryApiException>().With.Message.Contain(Address));
        Assert.That(own, Is.TypeOf<MemoryApiException>().With.Message.Not.Contain(Address));
    }

    [TestCase("text/html", true)]
    [TestCase("text/html; charset=utf-8", true)]
    [TestCase("application/json", false)]
    public async Task A_web_page_in_place_of_a_result_names_the_base_address(string mediaType, bool isNamed)
    {
        var failure = await FailAsync(new ScriptedTransport().Respond(200, "<html></html>", mediaType));

        Assert.That(failure, Is.TypeOf<MemoryApiResponseException>());
        Assert.That(failure.Message.EndsWith($" It is a web page: check the base address, {Address}.", StringComparison.Ordinal), Is.EqualTo(isNamed), failure.Message);
    }

    [Test]
    public void No_user_information_is_named()
    {
        using var call = new ApiCall(TestService.Request().Operation, null, new CallContext(TimeProvider.System, new Destination("https://user:secret@gw.test:8443/mem0/?token=secret", new TestOptions()), includesServiceMessage: false));
        using var response = new HttpResponseMessage(HttpStatusCode.NotFound) { RequestMessage = new HttpRequestMessage(HttpMethod.Get, Request) };

        Assert.That(ApiFailure.FromStatus(call, response, default).Message, Does.Contain("https://gw.test:8443/mem0/;").And.Not.Contain("secret").And.Not.Contain("user"));
    }

    private static async Task<MemoryApiException> FailAsync(ScriptedTransport transport)
    {
        using var connection = TestService.Connect(transport, options => options.BaseAddress = new Uri(Address));
        return (MemoryApiException)(await Assert.ThrowsAsync(Is.InstanceOf<MemoryApiException>(), () => connection.CallAsync()))!;
    }
}
