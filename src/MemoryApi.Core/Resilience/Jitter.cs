using System;

namespace MemoryApi.Core;

/// <summary>Random numbers for waits, from any thread.</summary>
internal static class Jitter
{
#if NET
    public static double Next() => Random.Shared.NextDouble();
#else
    private static readonly Random Source = new();

    public static double Next()
    {
        lock (Source)
        {
            return Source.NextDouble();
        }
    }
#endif
}
