using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>A service as a page describes it, a client of it, and the request that the page asks for, written out by hand.</summary>
internal static class PageService
{
    public static Mem0Client Mem0(StubbedService service, string key = "your_api_key") =>
        new(key, new Mem0ClientOptions { BaseAddress = service.BaseAddress });

    public static BlandClient Bland(StubbedService service, string key = "your_api_key") =>
        new(key, new BlandClientOptions { BaseAddress = service.BaseAddress });

    /// <summary>The one request that was received, compared with what the page says.</summary>
    public static void MustHaveReceived(this StubbedService service, string method, string url, string authorization, string? body = null)
    {
        var request = service.SingleRequest;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(request.Method, Is.EqualTo(method));
            Assert.That(request.Url, Is.EqualTo(url));
            Assert.That(request.Header("Authorization"), Is.EqualTo(authorization));
            Assert.That(request.Header("Content-Type"), body is null ? Is.Null : Is.EqualTo("application/json"));
            Assert.That(request.Body.Length == 0, Is.EqualTo(body is null), "a body where the page has one, and only there");
            if (body is not null)
            {
                Assert.That(JToken.DeepEquals(WireJson.Parse(request.Body), WireJson.Parse(body)), Is.True, request.Body);
            }
        }
    }
}
