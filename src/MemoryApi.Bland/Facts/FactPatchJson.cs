using System;
using System.ComponentModel;
using System.Text.Json;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>Reads and writes a patch as the JSON object that is sent.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FactPatchJson : JsonCodec<FactPatch>
{
    /// <inheritdoc/>
    public override FactPatch Read(ref JsonInput input)
    {
        var facts = input.Token() as JObject ?? throw input.Unexpected("an object");
        try
        {
            return FactPatch.From(facts);
        }
        catch (ArgumentException refused)
        {
            throw new JsonException(refused.Message);
        }
    }

    /// <inheritdoc/>
    public override void Write(JsonOutput output, FactPatch value)
    {
        Require.NotNull(value, nameof(value));
        value.WriteTo(output);
    }
}
