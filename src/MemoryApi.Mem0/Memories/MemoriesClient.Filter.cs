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
    /// What was just added may take some seconds until a search finds it; see <see cref="WaitUntilSearchableAsync"/>. For what has no parameter here use the overload with a
    /// <see cref="SearchMemoriesRequest"/>.
    /// </remarks>
    /// <param name="query">What to look for, in natural language.</param>
    /// <param name="filter">Which memories to look at; an <see cref="EntityScope"/> converts to it by itself.</param>
    /// <param name="topK">How many memories to return at most, 1 to 1000. Default: the service's, 10.</param>
    /// <param name="threshold">Lowest relevance to return, 0 to 1; 0 returns all. Default: the service's, 0.1.</param>
    /// <param name="options">Changes for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="ArgumentException">An argument is one that the service is known to refuse in a search; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave a response that can't be used.</exception>
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
    /// <param name="filter">Which memories to list; an <see cref="EntityScope"/> converts to it by itself.</param>
    /// <param name="page">Number of the page, from 1. Default: the service's, 1.</param>
    /// <param name="pageSize">Memories per page, 1 to 200. Default: the service's, 100.</param>
    /// <param name="options">Changes for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="ArgumentException">An argument is one that the service is known to refuse; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave a response that can't be used.</exception>
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
    /// A page is fetched when its first memory is asked for; nothing is fetched after the consumer has stopped. Each memory comes once. The service counts the
    /// pages anew for each call: when another writer deletes something meanwhile, a memory that stays can move to a page that was read before, and
    /// is then missed.
    /// </remarks>
    /// <param name="filter">Which memories to list; an <see cref="EntityScope"/> converts to it by itself.</param>
    /// <param name="pageSize">Memories per page, 1 to 200. Default: the service's, 100.</param>
    /// <param name="options">Changes for each of the calls.</param>
    /// <param name="cancellationToken">Cancels fetching.</param>
    /// <exception cref="ArgumentException">An argument is one that the service is known to refuse; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or gave a response that can't be used.</exception>
    [OverloadResolutionPriority(-1)]
    public virtual IAsyncEnumerable<Memory> ListAllAsync(
        MemoryFilter filter, int? pageSize = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        ListAllAsync(new ListMemoriesRequest(filter), pageSize, options, cancellationToken);

    internal static SearchMemoriesRequest SearchRequest(string query, MemoryFilter filter, int? topK, double? threshold)
    {
        // The request has the same limits, but would name itself and not these parameters.
        Require.Range(topK, nameof(topK), minimum: 1, maximum: 1000);
        Require.Range(threshold, nameof(threshold), minimum: 0, maximum: 1);
        return new SearchMemoriesRequest(query, filter) { TopK = topK, Threshold = threshold };
    }
}
