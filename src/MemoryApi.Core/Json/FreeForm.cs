using System.ComponentModel;
using System.Threading;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// A free-form object that is kept as its bytes until somebody looks at it. Most callers never open metadata, and a parsed object
/// takes many times the memory.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct FreeForm
{
    // The object as UTF-8 in an array of its own, the parsed object, or null.
    private object? _content;

    /// <summary>An object that has been read and checked to be JSON.</summary>
    internal FreeForm(byte[] utf8) => _content = utf8;

    /// <summary>Whether there is nothing.</summary>
    public readonly bool IsNull => _content is null;

    /// <summary>The object; parsed when it is first asked for. All threads get one object, so that changes to it stay.</summary>
    public JObject? Value
    {
        get
        {
            if (Volatile.Read(ref _content) is byte[] utf8)
            {
                // Of two threads one wins, and both get its object.
                Interlocked.CompareExchange(ref _content, JsonTokens.Parse(utf8), utf8);
            }

            return (JObject?)Volatile.Read(ref _content);
        }
        set => Volatile.Write(ref _content, value);
    }

    /// <summary>Writes the object; exactly as it came when nobody has looked at it.</summary>
    /// <param name="output">Where to write it.</param>
    public readonly void WriteTo(JsonOutput output)
    {
        if (_content is byte[] utf8)
        {
            output.Copy(utf8);
        }
        else
        {
            output.Value((JObject?)_content);
        }
    }
}
