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
    /// <summary>Changes some of a memory's metadata and keeps the rest, which the service by itself would replace.</summary>
    /// <remarks>
    /// It reads the memory, merges, and writes the metadata as a whole; when that changes nothing it doesn't write. What somebody else
    /// writes to the metadata between the two is lost: the service has no way to notice it.
    /// </remarks>
    /// <param name="memoryId">Id of the memory, a UUID.</param>
    /// <param name="patch">
    /// The changes, which <see cref="JsonMetadata"/> makes of a dictionary or an anonymous object, as in JSON Merge Patch (RFC 7396): a null removes the key, an object is merged into the one that is there, and all
    /// else replaces the value.
    /// </param>
    /// <param name="options">Changes for both calls.</param>
    /// <param name="cancellationToken">Cancels the calls, their retries and waits included.</param>
    /// <returns>The memory as it is then.</returns>
    /// <exception cref="ArgumentException">The id is blank or the patch missing; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or gave a response that can't be used.</exception>
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

    // Newtonsoft's own comparison throws where a decimal meets a number beyond decimals. A difference in spelling alone costs a write.
    private static bool AreSame(JObject left, JObject right) => left.ToString(Formatting.None) == right.ToString(Formatting.None);
}
