using System.Threading;
using System.Threading.RateLimiting;
using System.Threading.Tasks;

namespace MemoryApi.Core;

/// <summary>Waits for the lease of a limiter, until the cancellation at most. A lease that comes later is returned at once, so that no permit is lost.</summary>
internal static class LeaseWait
{
    public static ValueTask<RateLimitLease> UntilCanceledAsync(ValueTask<RateLimitLease> acquiring, CancellationToken cancellationToken) =>
        CancelableWait.UntilCanceledAsync(acquiring, cancellationToken, static lease => lease?.Dispose());
}
