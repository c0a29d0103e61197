using System.ComponentModel;
using Newtonsoft.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>The answer of an operation that answers nothing.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NoContent
{
}

/// <summary>Reads the answer of an operation that answers nothing: whatever came is passed over.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NoContentJson : JsonModel<NoContent>
{
    /// <summary>The one instance.</summary>
    public static readonly NoContentJson Instance = new();

    /// <inheritdoc/>
    public override NoContent Read(JsonReader reader)
    {
        JsonRead.Skip(reader);
        return default;
    }

    /// <inheritdoc/>
    public override void Write(JsonWriter writer, NoContent value) => writer.WriteNull();
}
