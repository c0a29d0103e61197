using System.ComponentModel;

namespace MemoryApi.Core.Runtime;

/// <summary>How a body is written or read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ContentFormat : byte
{
    /// <summary>JSON.</summary>
    Json,

    /// <summary>The members of an object as the fields of a form.</summary>
    Form,

    /// <summary>Plain text in UTF-8.</summary>
    Text,

    /// <summary>Raw bytes.</summary>
    Bytes,
}
