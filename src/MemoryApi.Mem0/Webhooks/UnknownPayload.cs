using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>A payload that this library doesn't know. Its content is in <see cref="WebhookPayload.Json"/>.</summary>
public sealed class UnknownPayload : WebhookPayload
{
    /// <summary>Creates a payload, e.g. for a test of your handler.</summary>
    /// <param name="eventName">Name of the event; empty when the payload has none.</param>
    /// <param name="json">The whole payload.</param>
    /// <exception cref="System.ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public UnknownPayload(string eventName, JObject json)
        : base(Given(eventName, nameof(eventName)), Given(json, nameof(json)))
    {
    }

    private static T Given<T>(T argument, string name)
        where T : class
    {
        Require.NotNull(argument, name);
        return argument;
    }
}
