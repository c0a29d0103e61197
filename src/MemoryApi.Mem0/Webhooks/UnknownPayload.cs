using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>Something that this library doesn't know; all of it is in <see cref="WebhookPayload.Json"/>.</summary>
public sealed class UnknownPayload : WebhookPayload
{
    internal UnknownPayload(string eventName, JObject json)
        : base(eventName, json)
    {
    }
}
