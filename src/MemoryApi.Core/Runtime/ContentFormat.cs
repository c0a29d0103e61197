using System.ComponentModel;

namespace MemoryApi.Core.Runtime;

/// <summary>How a body is written or read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ContentFormat : byte
{
    /// <summary>As JSON, by its codec.</summary>
    Json,

    /// <summary>The members of an object as names and values of a form.</summary>
    Form,

    /// <summary>A text as it is, in UTF-8.</summary>
    Text,

    /// <summary>Bytes as they are.</summary>
    Bytes,
}
