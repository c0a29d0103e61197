using System.ComponentModel;

namespace MemoryApi.Core.Runtime;

/// <summary>The result of an operation whose response has no content.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NoContent
{
}

/// <summary>Reads the response of an operation without a result, and ignores its content.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NoContentJson : JsonCodec<NoContent>
{
    /// <summary>The one instance.</summary>
    public static readonly NoContentJson Instance = new();

    /// <inheritdoc/>
    public override NoContent Read(ref JsonInput input)
    {
        input.Skip();
        return default;
    }

    /// <inheritdoc/>
    public override void Write(JsonOutput output, NoContent value) => output.Null();
}
