using System.ComponentModel;
using System.Threading;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// A free-form object that is kept as its text until somebody looks at it. Most callers never open metadata, and a parsed object
/// takes many times the memory of its text.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct FreeForm
{
    // The text of the object as UTF-8, the object, or null.
    private object? _content;

    /// <summary>A parsed object.</summary>
    /// <param name="value">The object, or <see langword="null"/> for none.</param>
    public FreeForm(JObject? value) => _content = value;

    private FreeForm(byte[] utf8) => _content = utf8;

    /// <summary>Whether there is nothing.</summary>
    public readonly bool IsNull => _content is null;

    /// <summary>The object; parsed when it is first asked for, so that changes to it stay.</summary>
    public JObject? Value
    {
        get
        {
            if (Volatile.Read(ref _content) is byte[] utf8)
            {
                // Of two readers at once one wins, and both get its object.
                Interlocked.CompareExchange(ref _content, FreeFormText.Parse(Utf8Text.Encoding.GetString(utf8)), utf8);
            }

            return (JObject?)_content;
        }
        set => Volatile.Write(ref _content, value);
    }

    /// <summary>Reads an object; answers <see langword="false"/> and leaves the reader where it is when the value is something else.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="value">The object, or nothing for <c>null</c>.</param>
    public static bool TryRead(JsonReader reader, out FreeForm value)
    {
        value = default;
        switch (reader.TokenType)
        {
            case JsonToken.Null:
                return true;
            case JsonToken.StartObject when reader is WireJsonReader wire:
                value = new FreeForm(wire.ReadContainerUtf8());
                return true;
            case JsonToken.StartObject:
                value = new FreeForm((JObject)JsonRead.Token(reader));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Writes the object as it is; its text exactly as it came when nobody has looked at it and it is on one line.</summary>
    /// <param name="writer">The writer.</param>
    public readonly void WriteTo(JsonWriter writer)
    {
        if (_content is not byte[] utf8)
        {
            JsonWrite.Token(writer, (JObject?)_content);
            return;
        }

        var text = Utf8Text.Encoding.GetString(utf8);
        if (writer is JsonTextWriter && text.IndexOf('\n') < 0 && text.IndexOf('\r') < 0)
        {
            writer.WriteRawValue(text);
        }
        else
        {
            // A writer of tokens would take raw text for one opaque token, and a line break would break a file of JSON lines.
            JsonWrite.Token(writer, FreeFormText.Parse(text));
        }
    }
}
