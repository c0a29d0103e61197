using System;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

/// <summary>Options for a restore.</summary>
public sealed class RestoreOptions
{
    private string _markerKey = "restored_from";
    private int _maxConcurrency = 4;
    private int _maxFailures = 100;

    /// <summary>
    /// The metadata key under which a restored memory keeps its id from the backup. With this id, a repeated restore finds memories that exist already. Default:
    /// <c>restored_from</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The key is blank.</exception>
    public string MarkerKey
    {
        get => _markerKey;
        set
        {
            Require.NotBlank(value, nameof(MarkerKey));
            _markerKey = value;
        }
    }

    /// <summary>
    /// Whether to restore also memories that a newer one had replaced. They become current memories, since the service can't restore them as replaced. Default:
    /// <see langword="false"/>.
    /// </summary>
    public bool IncludeReplaced { get; set; }

    /// <summary>How many memories are added at the same time, 1 to 100. Default: 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside of the range.</exception>
    public int MaxConcurrency
    {
        get => _maxConcurrency;
        set => _maxConcurrency = value is >= 1 and <= 100
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxConcurrency), value, "The concurrency is 1 to 100.");
    }

    /// <summary>After how many failures to stop, 1 to 1,000,000. Default: 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside of the range.</exception>
    public int MaxFailures
    {
        get => _maxFailures;
        set => _maxFailures = value is >= 1 and <= 1_000_000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxFailures), value, "The number of failures is 1 to 1000000.");
    }
}
