using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

public partial class ExportsClient
{
    /// <summary>Starts an export and waits for what it writes.</summary>
    /// <remarks>When the wait fails the export goes on, but its id is lost; to keep it, call create and wait one after the other.</remarks>
    /// <param name="request">What to export, and in which shape.</param>
    /// <param name="wait">How long to wait and how often to look. Default: 2 minutes, with intervals that grow from 0.5 s to 5 s.</param>
    /// <param name="progress">Receives the time waited so far, each time that the export isn't ready. Default: none.</param>
    /// <param name="options">Changes for each of the calls.</param>
    /// <param name="cancellationToken">Cancels the wait, not the export.</param>
    /// <returns>What the export wrote, in the shape of its schema.</returns>
    /// <exception cref="ArgumentException">An argument is one that the service is known to refuse; nothing was sent.</exception>
    /// <exception cref="ExportTimeoutException">The limit was reached. The export goes on.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or gave a response that can't be used.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public virtual async Task<JObject> CreateAndWaitAsync(
        CreateExportRequest request,
        WaitOptions? wait = null,
        IProgress<TimeSpan>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var job = await CreateAsync(request, options, cancellationToken).ConfigureAwait(false);
        return await WaitAsync(job, wait, progress, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for what an export writes.</summary>
    /// <param name="job">The export, as returned when it was started.</param>
    /// <param name="wait">How long to wait and how often to look. Default: 2 minutes, with intervals that grow from 0.5 s to 5 s.</param>
    /// <param name="progress">Receives the time waited so far, each time that the export isn't ready. Default: none.</param>
    /// <param name="options">Changes for each of the calls.</param>
    /// <param name="cancellationToken">Cancels the wait, not the export.</param>
    /// <returns>What the export wrote, in the shape of its schema.</returns>
    /// <exception cref="ArgumentException">The export has no id; nothing was sent.</exception>
    /// <exception cref="ExportTimeoutException">The limit was reached. The export goes on.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or gave a response that can't be used.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    [OverloadResolutionPriority(-1)]
    public virtual Task<JObject> WaitAsync(
        ExportJob job,
        WaitOptions? wait = null,
        IProgress<TimeSpan>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Require.NotNull(job, nameof(job));
        return WaitAsync(job.Id, wait, progress, options, cancellationToken);
    }

    /// <summary>Waits for what an export writes.</summary>
    /// <remarks>
    /// What the service returns while an export still runs is not documented. Status 404 and an empty object count as "not yet" here; an
    /// object that is still empty at the limit is the result.
    /// </remarks>
    /// <param name="exportId">Id of the export, as returned when it was started.</param>
    /// <param name="wait">How long to wait and how often to look. Default: 2 minutes, with intervals that grow from 0.5 s to 5 s.</param>
    /// <param name="progress">Receives the time waited so far, each time that the export isn't ready. Default: none.</param>
    /// <param name="options">Changes for each of the calls.</param>
    /// <param name="cancellationToken">Cancels the wait, not the export.</param>
    /// <returns>What the export wrote, in the shape of its schema.</returns>
    /// <exception cref="ArgumentException">The id is blank; nothing was sent.</exception>
    /// <exception cref="ExportTimeoutException">The limit was reached. The export goes on.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or gave a response that can't be used.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public virtual async Task<JObject> WaitAsync(
        string exportId,
        WaitOptions? wait = null,
        IProgress<TimeSpan>? progress = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Require.NotBlank(exportId, nameof(exportId));
        wait ??= new WaitOptions();
        var clock = wait.TimeProvider ?? _connection?.Clock ?? TimeProvider.System;
        var begin = clock.GetTimestamp();
        JObject? export = null;
        MemoryApiNotFoundException? absence = null;
        var isReady = await Polling.UntilAsync(
            async token =>
            {
                try
                {
                    export = await GetAsync(new GetExportRequest { MemoryExportId = exportId }, options, token).ConfigureAwait(false);
                    absence = null;
                    if (export.Count > 0)
                    {
                        return true;
                    }
                }
                catch (MemoryApiNotFoundException notFound)
                {
                    absence = notFound;
                }

                progress?.Report(clock.GetElapsedTime(begin));
                return false;
            },
            wait,
            clock,
            cancellationToken).ConfigureAwait(false);
        return isReady || (export is not null && absence is null) ? export! : throw new ExportTimeoutException(exportId, wait.Limit, absence);
    }
}
