using System;
using System.Collections.Generic;
using System.Globalization;
using MemoryApi.Emulator.Hosting;

namespace MemoryApi.Emulator.Bland;

/// <summary>The rate limit of Bland's memory routes. It responds as Express's usual rate limiter does: in plain text, without the envelope.</summary>
internal sealed class FixedWindow(int? permits, TimeSpan length, TimeProvider time)
{
    private readonly object _gate = new();
    private DateTimeOffset _end = DateTimeOffset.MinValue;
    private int _used;

    /// <summary>Takes one permit, and returns the headers to add to the response.</summary>
    /// <exception cref="RefusalException">No permit is left in this window.</exception>
    public KeyValuePair<string, string>[] Take()
    {
        if (permits is not { } limit)
        {
            return [];
        }

        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now >= _end)
            {
                _end = now + length;
                _used = 0;
            }

            _used++;
            KeyValuePair<string, string>[] headers =
            [
                new("X-RateLimit-Limit", Number(limit)),
                new("X-RateLimit-Remaining", Number(Math.Max(0, limit - _used))),
                new("X-RateLimit-Reset", Number(_end.ToUnixTimeSeconds())),
            ];
            if (_used <= limit)
            {
                return headers;
            }

            var wait = new KeyValuePair<string, string>("Retry-After", Number((long)Math.Ceiling((_end - now).TotalSeconds)));
            throw new RefusalException(
                EmulatorResponse.Text(429, "Too many requests, please try again later.", "text/html; charset=utf-8").With([.. headers, wait]));
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _end = DateTimeOffset.MinValue;
            _used = 0;
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
