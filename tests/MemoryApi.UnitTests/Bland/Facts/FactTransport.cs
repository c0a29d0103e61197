using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Bland.Facts;

/// <summary>A memory behind a transport that merges as a test asks, with other writers between its calls.</summary>
internal sealed class FactTransport : HttpMessageHandler
{
    private readonly Queue<Action<JObject>> _otherWriters = new();

    public FactTransport(JObject facts, Action<JObject, JObject>? merge = null)
    {
        Facts = facts;
        Merge = merge ?? Shallow;
    }

    /// <summary>The facts that it holds.</summary>
    public JObject Facts { get; private set; }

    /// <summary>Changes the facts (first) by what was sent (second).</summary>
    public Action<JObject, JObject> Merge { get; }

    /// <summary>Method and path of each call, and its body.</summary>
    public List<(string Call, string? Body)> Calls { get; } = [];

    public static void Shallow(JObject facts, JObject sent)
    {
        foreach (var fact in sent)
        {
            Set(facts, fact.Key, fact.Value!);
        }
    }

    public static void Deep(JObject facts, JObject sent)
    {
        foreach (var fact in sent)
        {
            if (facts[fact.Key] is JObject nested && fact.Value is JObject more)
            {
                Deep(nested, more);
            }
            else
            {
                Set(facts, fact.Key, fact.Value!);
            }
        }
    }

    public static void NullRemoves(JObject facts, JObject sent)
    {
        foreach (var fact in sent)
        {
            if (fact.Value!.Type == JTokenType.Null)
            {
                facts.Remove(fact.Key);
            }
            else
            {
                Set(facts, fact.Key, fact.Value);
            }
        }
    }

    // The indexer keeps the old value when both are doubles that differ by less than 2.2e-16.
    private static void Set(JObject facts, string key, JToken value)
    {
        if (facts.Property(key, StringComparison.Ordinal) is { } old)
        {
            old.Replace(new JProperty(key, value.DeepClone()));
        }
        else
        {
            facts.Add(key, value.DeepClone());
        }
    }

    /// <summary>Lets another writer in right after the next merge, before its response.</summary>
    public FactTransport ThenAnotherWriter(Action<JObject> write)
    {
        _otherWriters.Enqueue(write);
        return this;
    }

    public BlandClient Client() => new("org_test", new BlandClientOptions { Transport = this, UseResilience = false });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Calls.Add(($"{request.Method} {request.RequestUri!.PathAndQuery}", body));
        if (body is not null)
        {
            Merge(Facts, (JObject)FactPatch.Parse(body).ToJson()["facts"]!);
            if (_otherWriters.TryDequeue(out var write))
            {
                write(Facts);
            }
        }

        return Response(Facts.ToString(Newtonsoft.Json.Formatting.None), request);
    }

    public static HttpResponseMessage Response(string facts, HttpRequestMessage request) => new(HttpStatusCode.OK)
    {
        Content = new StringContent($$"""{"data":{"id":"mem-1","contact_id":"c-1","facts":{{facts}}},"errors":null}""", Encoding.UTF8, "application/json"),
        RequestMessage = request,
    };
}
