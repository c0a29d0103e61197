using System;
using System.ComponentModel;

namespace MemoryApi.Core.Runtime;

/// <summary>What is an error beyond what isn't JSON.</summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum JsonTokenRules
{
    /// <summary>Nothing: of two members with one name the last counts, and a number beyond a double becomes its text.</summary>
    None = 0,

    /// <summary>An object that has two members with one name.</summary>
    UniqueNames = 1,

    /// <summary>A number that is beyond a double.</summary>
    NumbersFit = 2,

    /// <summary>Text with half of a surrogate pair, which otherwise becomes U+FFFD.</summary>
    WholePairs = 4,
}
