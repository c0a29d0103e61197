using System;
using System.ComponentModel;

namespace MemoryApi.Core.Runtime;

/// <summary>Which valid JSON is refused as well.</summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum JsonTokenRules
{
    /// <summary>None. If a name occurs twice, the last member counts, and a number that is too large for a double becomes text.</summary>
    None = 0,

    /// <summary>An object with two members of the same name.</summary>
    UniqueNames = 1,

    /// <summary>A number that is too large for a double.</summary>
    NumbersFit = 2,

    /// <summary>Text with a lone surrogate, which otherwise becomes U+FFFD.</summary>
    WholePairs = 4,
}
