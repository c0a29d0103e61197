using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;

namespace Contoso.OlderJson
{
    /// <summary>What the client and both serializers make of one memory.</summary>
    public static class RoundTrip
    {
        public static async Task<string> RunAsync(string json)
        {
            using var transport = new OneResponse("{\"count\":1,\"results\":[" + json + "]}");
            using var client = new Mem0Client("key", new Mem0ClientOptions { Transport = transport });
            var page = await client.Memories.ListAsync(EntityScope.User("alice")).ConfigureAwait(false);
            var platform = JsonSerializer.Deserialize<List<Memory>>(JsonSerializer.Serialize(page.Results, new JsonSerializerOptions { WriteIndented = true }));
            var newtonsoft = Newtonsoft.Json.JsonConvert.DeserializeObject<Memory>(Newtonsoft.Json.JsonConvert.SerializeObject(platform![0]));
            return JsonSerializer.Serialize(newtonsoft) + transport.Sent;
        }

        private sealed class OneResponse : HttpMessageHandler
        {
            private readonly string _body;

            public OneResponse(string body) => _body = body;

            public string? Sent { get; private set; }

            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                Sent = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync().ConfigureAwait(false);
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(_body, Encoding.UTF8, "application/json"), RequestMessage = request };
            }
        }
    }
}
