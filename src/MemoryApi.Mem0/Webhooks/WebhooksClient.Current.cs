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
    /// <remarks>Which one that is, is asked once per key, by a ping before the first call that needs it.</remarks>
    /// <param name="options">Changes for this call only; with another key it is that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave a response that can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<IReadOnlyList<Webhook>> ListAsync(RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await ListAsync(project.ProjectId, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a webhook in the key's own project.</summary>
    /// <remarks>Which one that is, is asked once per key, by a ping before the first call that needs it. What the service posts isn't signed, so put a secret into the address.</remarks>
    /// <param name="request">The webhook to create.</param>
    /// <param name="options">Changes for this call only; with another key it is that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, its retries and waits included.</param>
    /// <exception cref="ArgumentException">An argument is one that the service is known to refuse; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or gave a response that can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<Webhook> CreateAsync(CreateWebhookRequest request, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(request, nameof(request));
        request.Validate();
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await CreateAsync(project.ProjectId, request, options, cancellationToken).ConfigureAwait(false);
    }
}
