using System;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

public partial class MemoriesClient
{
    /// <summary>Changes some of a memory's metadata and keeps the rest. The service itself can only replace all metadata.</summary>
    /// <remarks>
    /// It reads the memory, merges the patch, and writes all metadata. If nothing changes, it doesn't write. Changes that somebody else makes between the read and
    /// the write are lost, since the service can't detect them.
    /// </remarks>
    /// <param name="memoryId">Id of the memory, a UUID.</param>
    /// <param name="patch">
    /// The changes as a JSON Merge Patch (RFC 7396): null removes a key, an object is merged into the existing one, and any other value replaces the existing one.
    /// <see cref="JsonMetadata"/> creates a patch from a dictionary or an anonymous object.
    /// </param>
    /// <param name="options">Options for both calls.</param>
    /// <param name="cancellationToken">Cancels the calls, including their retries and waits.</param>
    /// <returns>The memory after the change.</returns>
    /// <exception cref="ArgumentException">The id is blank or the patch missing; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or its response can't be used.</exception>
    public virtual async Task<Memory> MergeMetadataAsync(
        string memoryId, JObject patch, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotBlank(memoryId, nameof(memoryId));
        Require.NotNull(patch, nameof(patch));
        var memory = await GetAsync(memoryId, options, cancellationToken).ConfigureAwait(false);
        var merged = MetadataMerge.Apply(memory.Metadata, patch);
        return AreSame(merged, memory.Metadata ?? new JObject())
            ? memory
            : await UpdateAsync(memoryId, new UpdateMemoryRequest { Metadata = merged }, options, cancellationToken).ConfigureAwait(false);
    }

    // Newtonsoft's own comparison throws when it compares a decimal with a number that is too large for one. Comparing texts may cause an unnecessary write.
    private static bool AreSame(JObject left, JObject right) => left.ToString(Formatting.None) == right.ToString(Formatting.None);
}
