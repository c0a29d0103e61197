using System.ComponentModel;
using System.Threading;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// A free-form object that is kept as bytes and parsed only when it is read. Most callers never read metadata, and a parsed object needs many times the memory.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct FreeForm
{
    // The object as UTF-8 in an array of its own, the parsed object, or null.
    private object? _content;

    /// <summary>Creates it from the bytes of an object, which are known to be valid JSON.</summary>
    internal FreeForm(byte[] utf8) => _content = utf8;

    /// <summary>Whether there is no object.</summary>
    public readonly bool IsNull => _content is null;

    /// <summary>The object. It is parsed when it is first read. All threads get the same instance, so that changes to it are kept.</summary>
    public JObject? Value
    {
        get
        {
            if (Volatile.Read(ref _content) is byte[] utf8)
            {
                // If two threads parse at the same time, both get the object of the first.
                Interlocked.CompareExchange(ref _content, JsonTokens.Parse(utf8), utf8);
            }

            return (JObject?)Volatile.Read(ref _content);
        }
        set => Volatile.Write(ref _content, value);
    }

    /// <summary>Writes the object. If it was never read, the received bytes are written unchanged.</summary>
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
