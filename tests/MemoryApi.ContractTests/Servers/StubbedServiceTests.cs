using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;

namespace MemoryApi.ContractTests;

internal sealed class StubbedServiceTests
{
    [Test]
    public void It_listens_on_the_loopback_address_only() =>
        Assert.That(StubServer.WireMock.Urls, Has.One.Items.And.All.StartsWith("http://127.0.0.1:"));

    [Test]
    public async Task A_request_is_recorded_as_it_was_sent()
    {
        using var service = StubbedService.Responding(new StubbedResponse(200));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(service.BaseAddress, "a%20b/%2F/%252F/?x=%C3%BC+1&x="))
        {
            Headers = { { "X-Several", ["1", "2"] } },
            Content = new StringContent("ü", Encoding.UTF8, "text/plain"),
        };

        using var response = await http.SendAsync(request);

        var recorded = service.SingleRequest;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(recorded.Method, Is.EqualTo("GET"));
            Assert.That(recorded.Url, Is.EqualTo("/a%20b/%2F/%252F/?x=%C3%BC+1&x="));
            Assert.That(recorded.Header("x-several"), Is.EqualTo("1, 2"));
            Assert.That(recorded.Body, Is.EqualTo("ü"));
        }
    }

    [Test]
    public async Task Services_that_are_used_in_parallel_each_have_their_own_response_and_their_own_requests()
    {
        using var http = new HttpClient();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            using var service = StubbedService.Responding(new StubbedResponse(200, $"first {i}"));
            var first = await http.GetStringAsync(new Uri(service.BaseAddress, $"1/{i}"));
            service.Respond(new StubbedResponse(200, $"second {i}"));
            var second = await http.GetStringAsync(new Uri(service.BaseAddress, $"2/{i}"));

            Assert.That(new[] { first, second }, Is.EqualTo(new[] { $"first {i}", $"second {i}" }));
            Assert.That(service.Requests.Select(request => request.Url), Is.EqualTo(new[] { $"/1/{i}", $"/2/{i}" }));
        }));
    }
}
