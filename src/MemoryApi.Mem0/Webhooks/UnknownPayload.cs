using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>Something that this library doesn't know; all of it is in <see cref="WebhookPayload.Json"/>.</summary>
public sealed class UnknownPayload : WebhookPayload
{
    /// <summary>Makes a payload, also in a test of code that handles it.</summary>
    /// <param name="eventName">What happened, in the service's own word; empty when the payload doesn't say.</param>
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
