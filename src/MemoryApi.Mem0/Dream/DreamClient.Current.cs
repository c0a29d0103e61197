using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

public partial class DreamClient
{
    /// <summary>Reads how the key's own project uses Dream.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the project, with a ping.</remarks>
    /// <param name="options">Options for this call only. With another key, the call uses that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<DreamConfig> GetConfigAsync(RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await GetConfigAsync(project.OrgId, project.ProjectId, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Switches synthesis in the key's own project on or off, or changes its mode.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the project, with a ping.</remarks>
    /// <param name="request">The changes.</param>
    /// <param name="options">Options for this call only. With another key, the call uses that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The service is known to refuse an argument. Nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<DreamConfig> UpdateConfigAsync(UpdateDreamConfigRequest request, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(request, nameof(request));
        request.Validate();
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await UpdateConfigAsync(project.OrgId, project.ProjectId, request, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the runs that synthesized memories in the key's own project.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the project, with a ping.</remarks>
    /// <param name="limit">How many runs. Default: the service's, 20.</param>
    /// <param name="cursor">The <c>NextCursor</c> of the previous page. Default: none, the first page.</param>
    /// <param name="options">Options for this call only. With another key, the call uses that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The service is known to refuse an argument. Nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<DreamRunPage> ListRunsAsync(int? limit = null, string? cursor = null, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await ListRunsAsync(project.OrgId, project.ProjectId, limit, cursor, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the memories that a run in the key's own project synthesized.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the project, with a ping.</remarks>
    /// <param name="runId">Id of the run.</param>
    /// <param name="limit">How many memories. The service may ignore this.</param>
    /// <param name="cursor">The <c>MemCursor</c> of the run, or the <c>NextCursor</c> of the previous page. Default: none, the first page.</param>
    /// <param name="options">Options for this call only. With another key, the call uses that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The service is known to refuse an argument. Nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<DreamMemoryPage> ListRunMemoriesAsync(string runId, int? limit = null, string? cursor = null, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotBlank(runId, nameof(runId));
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await ListRunMemoriesAsync(project.OrgId, project.ProjectId, runId, limit, cursor, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists memories that were superseded or merged in the key's own project.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the project, with a ping.</remarks>
    /// <param name="limit">How many changes. The service may ignore this.</param>
    /// <param name="cursor">The <c>NextCursor</c> of the previous page. Default: none, the first page.</param>
    /// <param name="options">Options for this call only. With another key, the call uses that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The service is known to refuse an argument. Nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<DreamActivityPage> ListActivityAsync(int? limit = null, string? cursor = null, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await ListActivityAsync(project.OrgId, project.ProjectId, limit, cursor, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts what Dream has done in the key's own project.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the project, with a ping.</remarks>
    /// <param name="options">Options for this call only. With another key, the call uses that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<JObject> GetStatsAsync(RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await GetStatsAsync(project.OrgId, project.ProjectId, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the sources of a synthesized memory in the key's own project.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the project, with a ping.</remarks>
    /// <param name="memoryId">Id of the synthesized memory, a UUID.</param>
    /// <param name="options">Options for this call only. With another key, the call uses that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The service is known to refuse an argument. Nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<JToken> GetSourcesAsync(string memoryId, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotBlank(memoryId, nameof(memoryId));
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await GetSourcesAsync(project.OrgId, project.ProjectId, memoryId, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Previews which memories synthesis would process in the key's own project. Nothing is changed.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the project, with a ping.</remarks>
    /// <param name="options">Options for this call only. With another key, the call uses that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<JObject> PreviewAsync(RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await PreviewAsync(project.OrgId, project.ProjectId, options, cancellationToken).ConfigureAwait(false);
    }
}
