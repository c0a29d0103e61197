#if !NET
using System;
using System.Runtime.InteropServices;

namespace MemoryApi.Core;

/// <summary>The runtime under the netstandard2.0 build, where the code depends on it.</summary>
internal static class HostRuntime
{
    /// <summary>Whether the runtime is .NET Framework. Its network streams don't observe a cancellation token while they wait.</summary>
    public static bool IsNetFramework { get; } =
        RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);
}
#endif
