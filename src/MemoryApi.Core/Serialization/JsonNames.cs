using System.ComponentModel;
using Newtonsoft.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>Makes the table of the member names that a client knows. A reader with it makes no string for a known name.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonNames
{
    /// <summary>A table of names.</summary>
    /// <param name="names">The names as they are on the wire.</param>
    public static JsonNameTable Of(params string[] names)
    {
        var table = new DefaultJsonNameTable();
        foreach (var name in names)
        {
            table.Add(name);
        }

        return table;
    }
}
