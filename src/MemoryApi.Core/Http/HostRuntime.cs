#if !NET
using System;
using System.Runtime.InteropServices;

namespace MemoryApi.Core;

/// <summary>What the build for netstandard2.0 runs on, where that makes a difference.</summary>
internal static class HostRuntime
{
    /// <summary>Whether it is .NET Framework, whose network streams don't observe a cancellation token while they wait.</summary>
    public static bool IsNetFramework { get; } =
        RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);
}
#endif
