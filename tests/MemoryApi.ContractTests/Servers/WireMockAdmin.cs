using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>WireMock's administration: stub mappings and the journal of requests.</summary>
internal sealed class WireMockAdmin : IDisposable
{
    private readonly HttpClient _http;

    public WireMockAdmin(Uri server) => _http = new HttpClient { BaseAddress = new Uri(server, "__admin/") };

    public async Task<bool> IsHealthyAsync()
    {
        try
        {
            using var response = await _http.GetAsync("health");
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Adds a stub, which wins over earlier ones; answers its id.</summary>
    public async Task<string> AddMappingAsync(JObject mapping) => (string)(await PostAsync("mappings", mapping))["id"]!;

    public async Task RemoveMappingAsync(string id)
    {
        using var response = await _http.DeleteAsync("mappings/" + id);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Every request that was received under a path, matched by a stub or not, in the order of arrival.</summary>
    public async Task<IReadOnlyList<RecordedRequest>> FindRequestsAsync(string prefix)
    {
        var found = await PostAsync("requests/find", Under(prefix));
        return [.. found["requests"]!.Cast<JObject>().Select(request => RecordedRequest.FromJournal(request, prefix))];
    }

    /// <summary>Removes what the journal holds of a path.</summary>
    public Task ForgetRequestsAsync(string prefix) => PostAsync("requests/remove", Under(prefix));

    public void Dispose() => _http.Dispose();

    private static JObject Under(string prefix) => new() { ["urlPathPattern"] = prefix + ".*" };

    private async Task<JObject> PostAsync(string path, JObject body)
    {
        using var content = new StringContent(body.ToString(Formatting.None), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(path, content);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? (JObject)WireJson.Parse(text)
            : throw new InvalidOperationException($"WireMock answered {(int)response.StatusCode} to {path}: {text}");
    }
}
