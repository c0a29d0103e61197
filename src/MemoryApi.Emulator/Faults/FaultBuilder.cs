using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MemoryApi.Emulator.Hosting;

namespace MemoryApi.Emulator;

/// <summary>
/// Builds one fault. Optionally, limit it to some requests (<see cref="For(string, string)"/>) and let it wait (<see cref="After"/>).
/// Then call exactly one method that says what happens, such as <see cref="Respond"/>. That call plans the fault.
/// </summary>
public sealed class FaultBuilder
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];

    private readonly FaultPlan _plan;
    private readonly KnownOperations _operations;
    private readonly Func<Func<RecordedRequest, bool>, Func<Random?, Fault>, FaultRule> _rule;
    private Func<RecordedRequest, bool> _matches = static _ => true;
    private TimeSpan _before;

    internal FaultBuilder(FaultPlan plan, KnownOperations operations, Func<Func<RecordedRequest, bool>, Func<Random?, Fault>, FaultRule> rule)
    {
        _plan = plan;
        _operations = operations;
        _rule = rule;
    }

    /// <summary>Limits the fault to requests with this method and a path that begins with this text.</summary>
    /// <param name="method">HTTP method, case-insensitive; <c>*</c> for any.</param>
    /// <param name="pathPrefix">Beginning of the path as sent, such as <c>/v3/memories/add/</c>; it begins with a slash and has no query. Default, or empty: any path.</param>
    /// <exception cref="ArgumentException">No request could match: HTTP has no such method, or no path begins like that.</exception>
    public FaultBuilder For(string method, string pathPrefix = "/")
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(pathPrefix);
        if (method != "*" && !Methods.Contains(method, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"HTTP has no method '{method}', so no request would have the fault. Pass one of {string.Join(", ", Methods)}, or * for any.", nameof(method));
        }

        if ((pathPrefix.Length > 0 && !pathPrefix.StartsWith('/')) || pathPrefix.Contains('?', StringComparison.Ordinal))
        {
            throw new ArgumentException($"No path begins with '{pathPrefix}', so no request would have the fault. Pass one with a slash at its beginning and without a query, such as /v3/memories/add/.", nameof(pathPrefix));
        }

        return For(request =>
            (method == "*" || string.Equals(request.Method, method, StringComparison.OrdinalIgnoreCase)) &&
            request.Path.StartsWith(pathPrefix, StringComparison.Ordinal));
    }

    /// <summary>Limits the fault to the requests of one operation.</summary>
    /// <param name="operation">Name of the operation, such as <c>Memories_Add</c>.</param>
    /// <exception cref="ArgumentException">The emulator has no operation with this name. The message names the nearest one.</exception>
    public FaultBuilder ForOperation(string operation)
    {
        _operations.Require(operation, nameof(operation));
        return For(request => string.Equals(request.Operation, operation, StringComparison.Ordinal));
    }

    /// <summary>Limits the fault to requests that a predicate accepts. After several calls, a request must meet all limits.</summary>
    /// <param name="predicate">Receives the request. It must be quick and must not call the emulator.</param>
    public FaultBuilder For(Func<RecordedRequest, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var earlier = _matches;
        _matches = request => earlier(request) && predicate(request);
        return this;
    }

    /// <summary>Waits before the fault happens.</summary>
    /// <param name="delay">How long, by the emulator's clock; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative.</exception>
    public FaultBuilder After(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        _before = delay;
        return this;
    }

    /// <summary>Responds with a status and a body; the request is not processed.</summary>
    /// <param name="statusCode">HTTP status, 200 to 599.</param>
    /// <param name="body">The body. Default empty.</param>
    /// <param name="contentType">Its content type. Default <c>application/json</c>; not sent with an empty body.</param>
    /// <param name="headers">Further headers of the response.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="statusCode"/> is not from 200 to 599.</exception>
    public void Respond(
        int statusCode, string body = "", string contentType = "application/json", params KeyValuePair<string, string>[] headers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, 599);
        ArgumentNullException.ThrowIfNull(body);
        Plan(new Fault(FaultKind.Respond) { StatusCode = statusCode, Body = body, ContentType = contentType, Headers = headers });
    }

    /// <summary>Responds 429 with <c>Retry-After</c>; the request is not processed.</summary>
    /// <param name="retryAfter">Time to wait, sent in whole seconds, rounded up; null sends no such header.</param>
    public void TooManyRequests(TimeSpan? retryAfter = null)
    {
        KeyValuePair<string, string>[] headers = retryAfter is { } wait
            ? [new("Retry-After", ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture))]
            : [];
        Respond(429, "Too many requests, please try again later.", "text/plain", headers);
    }

    /// <summary>Closes the connection without a response; the request is not processed.</summary>
    public void Drop() => Plan(new Fault(FaultKind.Drop));

    /// <summary>Processes the request, then closes the connection without a response: the state has changed, the response is lost.</summary>
    public void DropAfterHandling() => Plan(new Fault(FaultKind.DropAfterHandling));

    /// <summary>Waits, then handles the request as usual. If the client disconnects meanwhile, the request is not processed.</summary>
    /// <param name="delay">How long, by the emulator's clock; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative.</exception>
    public void Delay(TimeSpan delay)
    {
        After(delay);
        Plan(new Fault(FaultKind.Delay));
    }

    /// <summary>Processes the request at once and delays its response.</summary>
    /// <param name="delay">How long, by the emulator's clock; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative.</exception>
    public void DelayResponse(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        Plan(new Fault(FaultKind.DelayResponse) { ResponseDelay = delay });
    }

    /// <summary>
    /// Injects one of these failures: a drop before processing, a drop after it, a response with 503, or a response with 429 and
    /// <c>Retry-After: 0</c>. The seed of <see cref="FaultPlan.Randomly"/> chooses; with <see cref="FaultPlan.Next"/> it is always 503.
    /// </summary>
    public void AnyFailure()
    {
        var before = _before;
        _plan.Add(_rule(_matches, random => (random?.Next(4) ?? 0) switch
        {
            1 => new Fault(FaultKind.Drop) { Before = before },
            2 => new Fault(FaultKind.DropAfterHandling) { Before = before },
            3 => new Fault(FaultKind.Respond)
            {
                Before = before,
                StatusCode = 429,
                Body = "Too many requests, please try again later.",
                ContentType = "text/plain",
                Headers = [new("Retry-After", "0")],
            },
            _ => new Fault(FaultKind.Respond)
            {
                Before = before,
                StatusCode = 503,
                Body = "<html><body><h1>503 Service Unavailable</h1></body></html>",
                ContentType = "text/html",
            },
        }));
    }

    private void Plan(Fault fault)
    {
        var planned = fault with { Before = _before };
        _plan.Add(_rule(_matches, _ => planned));
    }
}
