using System;

namespace MemoryApi.Emulator;

/// <summary>Options of an emulator. They are read once, when the emulator starts.</summary>
public sealed class EmulatorOptions
{
    /// <summary>Default of <see cref="Mem0ApiKey"/>: <c>m0-emulator</c>.</summary>
    public const string DefaultMem0ApiKey = "m0-emulator";

    /// <summary>Default of <see cref="BlandApiKey"/>: <c>org_emulator</c>.</summary>
    public const string DefaultBlandApiKey = "org_emulator";

    /// <summary>The key that Mem0 requests must carry as <c>Authorization: Token KEY</c>. Default <c>m0-emulator</c>.</summary>
    public string Mem0ApiKey { get; set; } = DefaultMem0ApiKey;

    /// <summary>
    /// The key that Bland requests must carry as <c>authorization: KEY</c>; a <c>Bearer </c> prefix is tolerated.
    /// Default <c>org_emulator</c>.
    /// </summary>
    public string BlandApiKey { get; set; } = DefaultBlandApiKey;

    /// <summary>
    /// Time from accepting work that Mem0 queues (an inferring add, delete-all, the deletion of an entity, an export,
    /// a profile job) until it is done. Zero completes it before the next request. Default 50 milliseconds.
    /// </summary>
    public TimeSpan EventDelay { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Time from storing or changing a memory of Mem0 until searches find it, and until its categories and structured attributes are known. Reads
    /// and lists show it at once, and a deletion takes effect at once. The service takes some seconds. Default zero: no lag.
    /// </summary>
    public TimeSpan SearchLag { get; set; }

    /// <summary>
    /// How many requests Bland's memory routes accept per <see cref="BlandRateLimitWindow"/>. Further requests get status 429,
    /// a plain-text body and <c>Retry-After</c>. Null, the default, switches the limit off. The service itself allows 100.
    /// </summary>
    public int? BlandRateLimit { get; set; }

    /// <summary>Length of the fixed window of <see cref="BlandRateLimit"/>. A window begins with its first request. Default 15 minutes.</summary>
    public TimeSpan BlandRateLimitWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How Bland combines new facts with the stored ones. Default <see cref="MemoryApi.Emulator.FactMerge.Shallow"/>.</summary>
    public FactMerge FactMerge { get; set; } = FactMerge.Shallow;

    /// <summary>Which generation of Mem0's documentation the responses of update and delete follow. Default <see cref="Mem0Responses.Present"/>.</summary>
    public Mem0Responses Mem0Responses { get; set; } = Mem0Responses.Present;

    /// <summary>The clock behind all times, delays and the rate limit. Default <see cref="System.TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>TCP port on 127.0.0.1. With 0, the default, the system chooses a free port.</summary>
    public int Port { get; set; }

    /// <summary>How many requests <see cref="MemoryApiEmulator.Requests"/> keeps; older ones are dropped. Default 10,000.</summary>
    public int RecordedRequestLimit { get; set; } = 10_000;

    /// <summary>Checks the values and copies them, so that later changes do not reach a running emulator.</summary>
    internal EmulatorOptions Freeze()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Mem0ApiKey);
        ArgumentException.ThrowIfNullOrWhiteSpace(BlandApiKey);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ThrowIfUndefined(FactMerge, nameof(FactMerge));
        ThrowIfUndefined(Mem0Responses, nameof(Mem0Responses));
        ArgumentOutOfRangeException.ThrowIfLessThan(EventDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(SearchLag, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(BlandRateLimitWindow, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(RecordedRequestLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, 65535);
        if (BlandRateLimit is { } limit)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, nameof(BlandRateLimit));
        }

        return (EmulatorOptions)MemberwiseClone();
    }

    private static void ThrowIfUndefined<TEnum>(TEnum value, string option)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(option, value, $"{typeof(TEnum).Name} has no such value. It has {string.Join(", ", Enum.GetNames<TEnum>())}.");
        }
    }
}
