using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class WebhooksClient
{
    /// <summary>Lists the webhooks of the key's own project.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the key's project and organization, with a ping.</remarks>
    /// <param name="options">Options for this call only; with another key it is that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<IReadOnlyList<Webhook>> ListAsync(RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await ListAsync(project.ProjectId, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a webhook in the key's own project.</summary>
    /// <remarks>
    /// Before the first call that needs it, the client asks the service once per key for the project, with a ping. The service doesn't sign payloads, so put a
    /// secret into the URL.
    /// </remarks>
    /// <param name="request">The webhook to create.</param>
    /// <param name="options">Options for this call only; with another key it is that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The service is known to refuse an argument. Nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<Webhook> CreateAsync(CreateWebhookRequest request, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(request, nameof(request));
        request.Validate();
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await CreateAsync(project.ProjectId, request, options, cancellationToken).ConfigureAwait(false);
    }
}
