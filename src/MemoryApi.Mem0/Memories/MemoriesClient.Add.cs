using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

public partial class MemoriesClient
{
    /// <summary>Remembers a text, as if the user had said it.</summary>
    /// <remarks>
    /// The service only queues the work, unless <paramref name="infer"/> is false. Pass the result to
    /// <see cref="EventsClient.WaitAsync(AddMemoriesResult, WaitOptions?, IProgress{MemoryEvent}?, RequestOptions?, CancellationToken)"/> to wait for the stored
    /// memories. For further options, use the overload with an <see cref="AddMemoriesRequest"/>.
    /// </remarks>
    /// <param name="text">The text.</param>
    /// <param name="scope">Whom the memories belong to.</param>
    /// <param name="metadata">Free data that is attached to each memory. <see cref="JsonMetadata"/> creates it from a dictionary or an anonymous object. Default: none.</param>
    /// <param name="infer">
    /// Whether the service extracts facts from the text, which happens later. With false, it stores the text verbatim and immediately. Default: the service's
    /// default, which is true.
    /// </param>
    /// <param name="expirationDate">Last day (UTC) on which the memories are found. Default: none, they don't expire.</param>
    /// <param name="options">Options for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The text is blank, or the scope is missing; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(-1)]
    public virtual Task<AddMemoriesResult> AddAsync(
        string text,
        EntityScope scope,
        JObject? metadata = null,
        bool? infer = null,
        CalendarDate? expirationDate = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        AddAsync(
            new AddMemoriesRequest(text, scope) { Metadata = metadata, Infer = infer, ExpirationDate = expirationDate },
            options,
            cancellationToken);

    /// <summary>Remembers a conversation.</summary>
    /// <remarks>
    /// The service only queues the work, unless <paramref name="infer"/> is false. Pass the result to
    /// <see cref="EventsClient.WaitAsync(AddMemoriesResult, WaitOptions?, IProgress{MemoryEvent}?, RequestOptions?, CancellationToken)"/> to wait for the stored
    /// memories. For further options, use the overload with an <see cref="AddMemoriesRequest"/>.
    /// </remarks>
    /// <param name="messages">The conversation, oldest message first; at least one.</param>
    /// <param name="scope">Whom the memories belong to.</param>
    /// <param name="metadata">Free data that is attached to each memory. <see cref="JsonMetadata"/> creates it from a dictionary or an anonymous object. Default: none.</param>
    /// <param name="infer">
    /// Whether the service extracts facts from the messages, which happens later. With false, it stores each message verbatim and immediately. Default: the
    /// service's default, which is true.
    /// </param>
    /// <param name="expirationDate">Last day (UTC) on which the memories are found. Default: none, they don't expire.</param>
    /// <param name="options">Options for this call only.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">There is no message, or the scope is missing; nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(-2)]
    public virtual Task<AddMemoriesResult> AddAsync(
        IEnumerable<Message> messages,
        EntityScope scope,
        JObject? metadata = null,
        bool? infer = null,
        CalendarDate? expirationDate = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default) =>
        AddAsync(
            new AddMemoriesRequest(messages, scope) { Metadata = metadata, Infer = infer, ExpirationDate = expirationDate },
            options,
            cancellationToken);
}
