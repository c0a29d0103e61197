using System;
using System.Collections.Generic;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>The common members of all memories in responses, for code that handles memories of any operation.</summary>
/// <remarks>
/// <see cref="Memory"/>, <see cref="ScoredMemory"/>, <see cref="EntityMemory"/> and <see cref="AddedMemory"/> are memories. The first two also contain the owner of
/// the memory; see <see cref="IOwnedMemory"/>.
/// </remarks>
public interface IMemory
{
    /// <summary>Id of the memory, a UUID.</summary>
    string Id { get; }

    /// <summary>Text of the memory; <see langword="null"/> when the response doesn't contain it.</summary>
    string? Text { get; }

    /// <summary>
    /// Free data attached to the memory; <see langword="null"/> when there is none, or when the response doesn't contain it, as with <see cref="AddedMemory"/>.
    /// </summary>
    [System.Text.Json.Serialization.JsonConverter(typeof(JsonTokenConverter))]
    JObject? Metadata { get; }

    /// <summary>Categories of the memory; <see langword="null"/> when the response doesn't have them, as with <see cref="AddedMemory"/>.</summary>
    IReadOnlyList<string>? Categories { get; }

    /// <summary>When the memory was created; <see langword="null"/> when the response doesn't have it, as with <see cref="AddedMemory"/>.</summary>
    DateTimeOffset? CreatedAt { get; }

    /// <summary>When the memory was last changed; <see langword="null"/> when the response doesn't have it, as with <see cref="AddedMemory"/>.</summary>
    DateTimeOffset? UpdatedAt { get; }
}
