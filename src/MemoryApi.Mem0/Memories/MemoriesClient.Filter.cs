using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class MemoriesClient
{
    /// <summary>Finds memories by meaning, the best first.</summary>
    /// <remarks>
    /// It may take some seconds until a search finds new memories; see <see cref="WaitUntilSearchableAsync"/>. For further options, use the overload with a
    /// <see cref="SearchMemoriesRequest"/>.
    /// </remarks>
    /// <param name="query">What to look for, in natural language.</param>
    /// <param name="filter">Which memories to look at. An <see cref="EntityScope"/> converts to it implicitly.</param>
    /// <param name="topK">How many memories to return at most, 1 to 1000. Default: the service's, 10.</param>
    /// <param name="threshold">Minimum relevance of the returned memories, 0 to 1; 0 returns all. Default: the service's, 0.1.</param>
    /// <param name="options">Options for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">An argument is one that the service is known to refuse in a search; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(-1)]
    public virtual Task<MemorySearchResults> SearchAsync(
        string query,
        MemoryFilter filter,
        int? topK = null,
        double? threshold = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        SearchAsync(SearchRequest(query, filter, topK, threshold), options, cancellationToken);

    /// <summary>Lists a page of the memories that match a filter.</summary>
    /// <param name="filter">Which memories to list. An <see cref="EntityScope"/> converts to it implicitly.</param>
    /// <param name="page">Number of the page, from 1. Default: the service's, 1.</param>
    /// <param name="pageSize">Memories per page, 1 to 200. Default: the service's, 100.</param>
    /// <param name="options">Options for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The service is known to refuse an argument. Nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(-1)]
    public virtual Task<MemoryPage> ListAsync(
        MemoryFilter filter,
        int? page = null,
        int? pageSize = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ListAsync(new ListMemoriesRequest(filter), page, pageSize, options, cancellationToken);

    /// <summary>Lists all memories that match a filter.</summary>
    /// <remarks>
    /// A page is fetched only when its first memory is needed, and nothing is fetched after the consumer stops. Each memory is returned once. The service takes no
    /// snapshot: when another writer deletes memories during the enumeration, others move to pages that were already read, and are missed.
    /// </remarks>
    /// <param name="filter">Which memories to list. An <see cref="EntityScope"/> converts to it implicitly.</param>
    /// <param name="pageSize">Memories per page, 1 to 200. Default: the service's, 100.</param>
    /// <param name="options">Options for each call.</param>
    /// <param name="cancellationToken">Cancels fetching.</param>
    /// <exception cref="ArgumentException">The service is known to refuse an argument. Nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(-1)]
    public virtual IAsyncEnumerable<Memory> ListAllAsync(
        MemoryFilter filter, int? pageSize = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        ListAllAsync(new ListMemoriesRequest(filter), pageSize, options, cancellationToken);

    internal static SearchMemoriesRequest SearchRequest(string query, MemoryFilter filter, int? topK, double? threshold)
    {
        // The request validates the same limits, but its error would name the request instead of this parameter.
        Require.Range(topK, nameof(topK), minimum: 1, maximum: 1000);
        Require.Range(threshold, nameof(threshold), minimum: 0, maximum: 1);
        return new SearchMemoriesRequest(query, filter) { TopK = topK, Threshold = threshold };
    }
}
