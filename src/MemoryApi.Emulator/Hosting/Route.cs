using System;
using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Emulator.Hosting;

/// <summary>One operation: a method, a path template and its handler.</summary>
internal sealed class Route
{
    private readonly string[] _template;

    public Route(string method, string template, string operation, Func<EmulatorRequest, EmulatorResponse> handler)
    {
        Method = method;
        Operation = operation;
        Handler = handler;
        _template = template.TrimStart('/').Split('/');
        LiteralCount = _template.Count(segment => !IsParameter(segment));
    }

    public string Method { get; }

    public string Operation { get; }

    public Func<EmulatorRequest, EmulatorResponse> Handler { get; }

    public int LiteralCount { get; }

    public int SegmentCount => _template.Length;

    public bool Matches(string[] segments)
    {
        if (segments.Length != _template.Length)
        {
            return false;
        }

        for (var i = 0; i < segments.Length; i++)
        {
            if (IsParameter(_template[i]) ? segments[i].Length == 0 : !string.Equals(_template[i], segments[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    public string[] Arguments(string[] segments)
    {
        var arguments = new List<string>();
        for (var i = 0; i < segments.Length; i++)
        {
            if (IsParameter(_template[i]))
            {
                arguments.Add(Uri.UnescapeDataString(segments[i]));
            }
        }

        return [.. arguments];
    }

    private static bool IsParameter(string segment) => segment.StartsWith('{');
}
