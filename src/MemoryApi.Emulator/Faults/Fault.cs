using System;
using System.Collections.Generic;

namespace MemoryApi.Emulator;

/// <summary>One fault as it is applied to one request.</summary>
internal sealed record Fault(FaultKind Kind)
{
    public TimeSpan Before { get; init; }

    public TimeSpan ResponseDelay { get; init; }

    public int StatusCode { get; init; }

    public string Body { get; init; } = "";

    public string ContentType { get; init; } = "application/json";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
