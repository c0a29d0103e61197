using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.Mem0;

public partial class WebhooksClientWithRawResponse
{
    /// <inheritdoc cref="WebhooksClient.ListAsync(RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<IReadOnlyList<Webhook>>> ListAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new WebhooksClient(connection).ListAsync(options, cancellationToken));

    /// <inheritdoc cref="WebhooksClient.CreateAsync(CreateWebhookRequest, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<Webhook>> CreateAsync(
        CreateWebhookRequest request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new WebhooksClient(connection).CreateAsync(request, options, cancellationToken));
}
