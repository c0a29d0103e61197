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
    /// <summary>Starts an export and waits for its result.</summary>
    /// <remarks>When the wait fails, the export continues, but you don't have its id. To keep the id, call <c>CreateAsync</c> and <c>WaitAsync</c> separately.</remarks>
    /// <param name="request">The memories to export, and the schema of the result.</param>
    /// <param name="wait">How long to wait and how often to look. Default: 2 minutes, with intervals that grow from 0.5 s to 5 s.</param>
    /// <param name="progress">Receives the time waited so far, whenever the export isn't ready yet. Default: none.</param>
    /// <param name="options">Options for each call.</param>
    /// <param name="cancellationToken">Cancels the wait, not the export.</param>
    /// <returns>The result of the export, in the shape of its schema.</returns>
    /// <exception cref="ArgumentException">The service is known to refuse an argument. Nothing was sent.</exception>
    /// <exception cref="ExportTimeoutException">The time limit was reached. The export continues.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or its response can't be used.</exception>
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

    /// <summary>Waits for the result of an export.</summary>
    /// <param name="job">The export, as returned when it was started.</param>
    /// <param name="wait">How long to wait and how often to look. Default: 2 minutes, with intervals that grow from 0.5 s to 5 s.</param>
    /// <param name="progress">Receives the time waited so far, whenever the export isn't ready yet. Default: none.</param>
    /// <param name="options">Options for each call.</param>
    /// <param name="cancellationToken">Cancels the wait, not the export.</param>
    /// <returns>The result of the export, in the shape of its schema.</returns>
    /// <exception cref="ArgumentException">The export has no id; nothing was sent.</exception>
    /// <exception cref="ExportTimeoutException">The time limit was reached. The export continues.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or its response can't be used.</exception>
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

    /// <summary>Waits for the result of an export.</summary>
    /// <remarks>
    /// The service doesn't document its response for a running export. This method treats status 404 and an empty object as "not ready". An object that is still
    /// empty at the time limit is the result.
    /// </remarks>
    /// <param name="exportId">Id of the export, as returned when it was started.</param>
    /// <param name="wait">How long to wait and how often to look. Default: 2 minutes, with intervals that grow from 0.5 s to 5 s.</param>
    /// <param name="progress">Receives the time waited so far, whenever the export isn't ready yet. Default: none.</param>
    /// <param name="options">Options for each call.</param>
    /// <param name="cancellationToken">Cancels the wait, not the export.</param>
    /// <returns>The result of the export, in the shape of its schema.</returns>
    /// <exception cref="ArgumentException">The id is blank; nothing was sent.</exception>
    /// <exception cref="ExportTimeoutException">The time limit was reached. The export continues.</exception>
    /// <exception cref="MemoryApiException">The service refused a call, could not be reached, or its response can't be used.</exception>
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
