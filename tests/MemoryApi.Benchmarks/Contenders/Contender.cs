using System;
using System.Threading.Tasks;

namespace MemoryApi.Benchmarks.Contenders;

/// <summary>
/// One way to make the measured calls. All contenders get the same bytes from the same handler and read the same members. Each call returns a sum
/// over these members: it proves that they were read, and it must be equal for all contenders.
/// </summary>
public abstract class Contender
{
    /// <summary>The one that the others are measured against.</summary>
    public const string Baseline = "raw";

    public abstract Task<long> UpdateAsync();

    public abstract Task<long> DeleteAsync();

    public abstract Task<long> SearchAsync();

    public abstract Task<long> ListAsync(int pageSize);

    public abstract Task<long> MergeFactsAsync();

    public abstract Task<long> AddAsync();

    public Func<Task<long>> Call(Operation operation) => operation switch
    {
        Operation.Update => UpdateAsync,
        Operation.Delete => DeleteAsync,
        Operation.Search100 => SearchAsync,
        Operation.List100 => () => ListAsync(100),

        // The specification allows at most 200 per page. The canned service then responds with 1,000 memories.
        Operation.List1000 => () => ListAsync(200),
        Operation.MergeFacts => MergeFactsAsync,
        Operation.Add => AddAsync,
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    protected static long Sum(string? id, string? text, DateTimeOffset? created) =>
        (id?.Length ?? 0) + (text?.Length ?? 0) + (created?.ToUnixTimeSeconds() ?? 0);
}
