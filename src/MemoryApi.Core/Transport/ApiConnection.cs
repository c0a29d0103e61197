using System;
using System.ComponentModel;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly.Timeout;

namespace MemoryApi.Core.Runtime;

/// <summary>What generated clients send their calls through. Safe for use from several threads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ApiConnection : IDisposable
{
    private readonly ConstantHeaders _constantHeaders;
    private readonly MessageSender _sender;
    private readonly long _maxResponseBytes;
    private readonly TimeProvider _clock;
    private int _isDisposed;

    internal ApiConnection(ApiServiceDescription service, ApiClientOptions options, MessageSender sender)
    {
        _constantHeaders = new ConstantHeaders(service);
        _sender = sender;
        _maxResponseBytes = options.MaxResponseBytes;
        _clock = options.TimeProvider;
    }

    /// <summary>Makes a connection without dependency injection. It does no I/O.</summary>
    /// <param name="service">The service.</param>
    /// <param name="options">How to reach it.</param>
    /// <exception cref="ArgumentException">Something is wrong with the options; the message lists all of it.</exception>
    public static ApiConnection Create(ApiServiceDescription service, ApiClientOptions options)
    {
        Require.NotNull(service, nameof(service));
        Require.NotNull(options, nameof(options));
        var violations = ApiClientOptionsRules.Violations(options, service);
        if (violations.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", violations), nameof(options));
        }

        var logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger(service.ClientName);
        var resilience = new ClientResilience(options.Resilience, options.TimeProvider, logger);
        var sender = new OwnChainSender(HandlerChain.Build(service, options, resilience), ServiceBaseAddress.Of(options, service));
        return new ApiConnection(service, options, sender);
    }

    /// <summary>Makes a connection without dependency injection, with a key of its own. It does no I/O.</summary>
    /// <param name="service">The service.</param>
    /// <param name="options">How to reach it; left unchanged, and its own key isn't used.</param>
    /// <param name="apiKey">The key.</param>
    /// <exception cref="ArgumentException">Something is wrong with the key or the options; the message lists all of it.</exception>
    public static ApiConnection Create(ApiServiceDescription service, ApiClientOptions options, string apiKey)
    {
        Require.NotNull(options, nameof(options));
        return Create(service, options.WithKey(apiKey));
    }

    /// <summary>Sends a call.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="request">The call.</param>
    /// <param name="options">What is different for this call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The result.</returns>
    /// <exception cref="MemoryApiException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public Task<TResult> SendAsync<TResult>(ApiRequest<TResult> request, RequestOptions? options, CancellationToken cancellationToken) =>
        SendAsync(request, options, static (result, _, _) => result, cancellationToken);

    /// <summary>Sends a call and gives what came beside the result.</summary>
    /// <inheritdoc cref="SendAsync{TResult}(ApiRequest{TResult}, RequestOptions?, CancellationToken)"/>
    public Task<ApiResponse<TResult>> SendForResponseAsync<TResult>(
        ApiRequest<TResult> request, RequestOptions? options, CancellationToken cancellationToken) =>
        SendAsync(
            request,
            options,
            static (result, call, response) => new ApiResponse<TResult>(
                result, (int)response.StatusCode, ResponseHeaders.Of(response), ResponseHeaders.RequestId(response), Math.Max(call.Attempts, 1)),
            cancellationToken);

    /// <summary>Disposes what the connection has made itself: not a transport that it was given, nor anything of a factory.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _sender.Dispose();
        }
    }

    private async Task<TAnswer> SendAsync<TResult, TAnswer>(
        ApiRequest<TResult> request,
        RequestOptions? options,
        Func<TResult, ApiCall, HttpResponseMessage, TAnswer> answer,
        CancellationToken cancellationToken)
    {
        Require.NotNull(request, nameof(request));
        if (Volatile.Read(ref _isDisposed) != 0)
        {
            throw new ObjectDisposedException(nameof(ApiConnection), "The client has been disposed.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        var call = new ApiCall(request.Operation, options);
        using var message = CreateMessage(request, call);
        using var response = await ExchangeAsync(message, call, cancellationToken).ConfigureAwait(false);
        return answer(ReadResult(request, call, response), call, response);
    }

    private HttpRequestMessage CreateMessage<TResult>(ApiRequest<TResult> request, ApiCall call)
    {
        var message = new HttpRequestMessage(request.Operation.Method, new Uri(_sender.BaseAddress + request.RelativeUri));
        try
        {
            call.AttachTo(message);
            _constantHeaders.AddTo(message.Headers);
            CallHeaders.AddTo(message.Headers, request.Headers);
            CallHeaders.AddTo(message.Headers, call.Options?.Headers);
            if (request.HasBody)
            {
                message.Content = JsonRequestContent.Create(request);
            }

            return message;
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage message, ApiCall call, CancellationToken cancellationToken)
    {
        HttpResponseMessage? response = null;
        try
        {
            response = await _sender.SendAsync(message, cancellationToken).ConfigureAwait(false);

            // A handler of the user may have given an answer of its own.
            await ResponseBuffering.BufferAsync(response, call, _maxResponseBytes, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch (Exception failure)
        {
            response?.Dispose();
            if (Translate(failure, call, cancellationToken) is { } translated)
            {
                throw translated;
            }

            throw;
        }
    }

    private static Exception? Translate(Exception failure, ApiCall call, CancellationToken cancellationToken)
    {
        switch (failure)
        {
            case OperationCanceledException or HttpRequestException or IOException when cancellationToken.IsCancellationRequested:
                return failure is OperationCanceledException cancelled && cancelled.CancellationToken == cancellationToken
                    ? null
                    : new OperationCanceledException("The call was cancelled.", failure, cancellationToken);
            case TimeoutRejectedException timeout:
                return ApiFailure.Timeout(call, timeout.Timeout, timeout);
            case OperationCanceledException { InnerException: TimeoutException } timeout:
                return ApiFailure.Timeout(call, null, timeout);
            case OperationCanceledException or HttpRequestException or IOException:
                return ApiFailure.Transport(call, failure);
            default:
                return null;
        }
    }

    private TResult ReadResult<TResult>(ApiRequest<TResult> request, ApiCall call, HttpResponseMessage response)
    {
        var body = response.Content is BufferedContent content ? content.Body : default;
        if ((int)response.StatusCode is >= 200 and < 300)
        {
            return ResultReader.Read(request, call, response, body);
        }

        // The first attempt has deleted it; only its answer was lost.
        if ((int)response.StatusCode == 404
            && request.Operation.Method == HttpMethod.Delete
            && call.MayHaveBeenCarriedOut
            && request.EmptyResult is { } deleted)
        {
            return deleted();
        }

        throw ApiFailure.FromStatus(call, response, body, _clock);
    }
}
