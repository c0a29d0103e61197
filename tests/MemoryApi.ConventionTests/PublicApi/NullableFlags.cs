using System.Collections.Generic;

namespace MemoryApi.ConventionTests.PublicApi;

/// <summary>The nullability of the references in one signature, in order.</summary>
internal sealed class NullableFlags(IReadOnlyList<byte>? flags, byte context)
{
    private int _next;

    public string Next()
    {
        var flag = flags is null ? context : flags.Count == 1 ? flags[0] : _next < flags.Count ? flags[_next] : (byte)0;
        _next++;
        return flag == 2 ? "?" : "";
    }
}
