using System;

namespace MemoryApi.Mem0;

/// <summary>The result of reading a body: a payload, or what is wrong with the body.</summary>
internal readonly struct WebhookReading
{
    private readonly string? _problem;
    private readonly Exception? _cause;

    private WebhookReading(WebhookPayload? payload, string? problem, Exception? cause)
    {
        Payload = payload;
        _problem = problem;
        _cause = cause;
    }

    /// <summary>The payload; <see langword="null"/> when the body is invalid.</summary>
    public WebhookPayload? Payload { get; }

    /// <summary>The body is valid.</summary>
    public static WebhookReading Of(WebhookPayload payload) => new(payload, null, null);

    /// <summary>The body is invalid.</summary>
    /// <param name="problem">What is wrong, as a sentence that contains nothing of the body.</param>
    /// <param name="cause">The cause, if it doesn't quote the body either.</param>
    public static WebhookReading Invalid(string problem, Exception? cause = null) => new(null, problem, cause);

    /// <summary>The payload, for callers that want an exception for an invalid body.</summary>
    /// <param name="parameter">The parameter that contains the body.</param>
    /// <exception cref="ArgumentException">The body is invalid.</exception>
    public WebhookPayload Require(string parameter) => Payload ?? throw new ArgumentException(_problem, parameter, _cause);
}
