using System;
using System.ComponentModel;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace MemoryApi.Core.Runtime;

/// <summary>Sends the calls of generated clients. Safe for use from several threads.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ApiConnection : IDisposable
{
    private readonly ConstantHeaders _constantHeaders;
    private readonly MessageSender _sender;
    private readonly ApiKeySource _keys;
    private readonly ApiServiceDescription _service;
    private readonly ClientLog? _log;
    private readonly long _maxResponseBytes;
    private readonly ApiConnection? _origin;
    private readonly ResponseRecord? _record;
    private ClientInstruments? _instruments;
    private CallContext? _context;
    private int _isDisposed;

    internal ApiConnection(ApiServiceDescription service, ApiClientOptions options, MessageSender sender, ApiKeySource keys, ClientLog? log)
    {
        _constantHeaders = new ConstantHeaders(service, options.DefaultHeaders);
        _sender = sender;
        _keys = keys;
        _service = service;
        _log = log;
        _maxResponseBytes = options.MaxResponseBytes;
        Clock = options.TimeProvider;
        IncludesServiceMessage = options.IncludeServiceMessage;
    }

    // The same connection, which also records status codes, headers and attempts.
    private ApiConnection(ApiConnection origin, ResponseRecord record)
    {
        _constantHeaders = origin._constantHeaders;
        _sender = origin._sender;
        _keys = origin._keys;
        _service = origin._service;
        _log = origin._log;
        _maxResponseBytes = origin._maxResponseBytes;
        _instruments = origin._instruments;
        _context = origin._context;
        _origin = origin;
        _record = record;
        Clock = origin.Clock;
        IncludesServiceMessage = origin.IncludesServiceMessage;
    }

    /// <summary>The connection that the client was created with. Use it as the key when you keep data for a connection.</summary>
    public ApiConnection Origin => _origin ?? this;

    /// <summary>The clock for time limits and waits.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Whether the messages of exceptions contain the service's own text.</summary>
    public bool IncludesServiceMessage { get; }

    /// <summary>Makes a connection without dependency injection. It does no I/O.</summary>
    /// <param name="service">The service.</param>
    /// <param name="options">How to reach it.</param>
    /// <exception cref="ArgumentException">An option is invalid. The message lists all mistakes.</exception>
    public static ApiConnection Create(ApiServiceDescription service, ApiClientOptions options)
    {
        Require.NotNull(service, nameof(service));
        Require.NotNull(options, nameof(options));
        var violations = ApiClientOptionsRules.Violations(options, service);
        if (violations.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", violations), nameof(options));
        }

        var log = ClientLog.Of(service, options);
        var chain = new HandlerChain(service, () => options, log);
        var sender = new OwnChainSender(chain, chain.Build(options), new Destination(ServiceBaseAddress.Of(options, service).AbsoluteUri, options));
        return new ApiConnection(service, options, sender, new ApiKeySource(service.Authentication, () => options), log);
    }

    /// <summary>Makes a connection without dependency injection, with a key of its own. It does no I/O.</summary>
    /// <param name="service">The service.</param>
    /// <param name="options">How to reach it. They aren't changed, and their own key isn't used.</param>
    /// <param name="apiKey">The key.</param>
    /// <exception cref="ArgumentException">The key or an option is invalid. The message lists all mistakes.</exception>
    public static ApiConnection Create(ApiServiceDescription service, ApiClientOptions options, string apiKey)
    {
        Require.NotNull(options, nameof(options));
        return Create(service, options.WithKey(apiKey));
    }

    /// <summary>Sends a call.</summary>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <param name="request">The call.</param>
    /// <param name="options">Options for this call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The result.</returns>
    /// <exception cref="MemoryApiException">The call failed.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public Task<TResult> SendAsync<TResult>(ApiRequest<TResult> request, RequestOptions? options, CancellationToken cancellationToken) =>
        SendAsync(request, options, static (result, _, _) => result, cancellationToken);

    /// <summary>Sends a call and returns the result with status code, headers and other metadata.</summary>
    /// <inheritdoc cref="SendAsync{TResult}(ApiRequest{TResult}, RequestOptions?, CancellationToken)"/>
    public Task<ApiResponse<TResult>> SendForResponseAsync<TResult>(
        ApiRequest<TResult> request, RequestOptions? options, CancellationToken cancellationToken) =>
        SendAsync(
            request,
            options,
            static (result, call, response) => new ApiResponse<TResult>(
                result,
                (int)response.StatusCode,
                ResponseHeaders.Of(response),
                ResponseHeaders.RequestId(response),
                Math.Max(call.Attempts, 1),
                RateLimitHeaders.Of(response, call.Clock)),
            cancellationToken);

    /// <summary>
    /// Runs a method that may make several calls, and returns its result with metadata: status code and headers of the last response, and the number of attempts of
    /// all calls.
    /// </summary>
    /// <typeparam name="TResult">Type of the method's result.</typeparam>
    /// <param name="method">The method. It must make its calls through the connection that it receives.</param>
    /// <returns>The result. Status and attempts are 0 when nothing was sent.</returns>
    public Task<ApiResponse<TResult>> RecordAsync<TResult>(Func<ApiConnection, Task<TResult>> method)
    {
        Require.NotNull(method, nameof(method));
        var record = new ResponseRecord();

        // Called outside of the async method, so that exceptions for invalid arguments are thrown immediately.
        return FinishAsync(method(new ApiConnection(Origin, record)), record);

        static async Task<ApiResponse<TResult>> FinishAsync(Task<TResult> running, ResponseRecord record) => record.With(await running.ConfigureAwait(false));
    }

    /// <summary>
    /// Computes a name for the key that a call with these options would use now. The same key has the same name in each process, and the key can't be computed from
    /// the name. A key provider is called, as for a call. Nothing is sent.
    /// </summary>
    /// <param name="options">The options of the call.</param>
    /// <param name="cancellationToken">Cancels asking for the key.</param>
    /// <returns>64 hexadecimal digits.</returns>
    /// <exception cref="MemoryApiAuthenticationException">The key couldn't be obtained.</exception>
    public async ValueTask<string> GetKeyIdentityAsync(RequestOptions? options, CancellationToken cancellationToken) =>
        ApiKeyIdentity.Of(await _keys.GetAsync(null, options, cancellationToken).ConfigureAwait(false));

    /// <summary>
    /// Disposes the handlers that the connection has created itself, but not a transport that was passed in. A registered connection has created none, so it keeps
    /// working for others. Calls in flight continue; a call that needs another attempt ends with an <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose()
    {
        if (_origin is null && _sender.IsOwner && Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _sender.Dispose();
        }
    }

    private bool IsDisposed => Volatile.Read(ref Origin._isDisposed) != 0;

    private CallContext Context()
    {
        var destination = _sender.Destination;
        var context = Volatile.Read(ref _context);
        if (context is null || !ReferenceEquals(context.Destination, destination))
        {
            context = new CallContext(Clock, destination, IncludesServiceMessage);
            Volatile.Write(ref _context, context);
        }

        return context;
    }

    private async Task<TOutcome> SendAsync<TResult, TOutcome>(
        ApiRequest<TResult> request,
        RequestOptions? options,
        Func<TResult, ApiCall, HttpResponseMessage, TOutcome> outcome,
        CancellationToken cancellationToken)
    {
        Require.NotNull(request, nameof(request));
        if (IsDisposed)
        {
            throw new ObjectDisposedException(_service.Name, "The client has been disposed.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        using var call = new ApiCall(request.Operation, options, Context(), cancellationToken);
        using var message = CreateMessage(request, call);
        using var limit = options?.Timeout is { } timeout ? new CallTimeLimit(timeout, Clock, cancellationToken) : null;
        var token = limit?.Token ?? cancellationToken;
        if (_sender.HasForeignHandlers)
        {
            call.Expose(message);
        }

        var instruments = _instruments ??= ClientInstruments.Of(_service);
        if (instruments.HasListeners)
        {
            call.Telemetry = new CallTelemetry(instruments, call.Operation, call.Context.Server);
        }

        HttpResponseMessage? response = null;
        int? status = null;
        try
        {
            try
            {
                response = await _sender.SendAsync(message, call.Context.Destination, token).ConfigureAwait(false);
            }
            catch (Exception failure) when (ResponseOf(failure) is { } received)
            {
                response = received;
            }

            if (response.Content is not BufferedContent)
            {
                // A handler of the user has created this response.
                await ResponseBuffering.BufferAsync(response, call, _maxResponseBytes, isSeenByOthers: false, token).ConfigureAwait(false);
            }

            status = (int)response.StatusCode;
            _record?.Note(call, response);
            var result = outcome(ReadResult(request, call, response), call, response);
            End(call, status, null);
            return result;
        }
        catch (Exception failure)
        {
            var translated = status is null ? Translate(failure, call, limit) : null;
            var surfacing = translated ?? failure;
            End(call, status ?? (surfacing as MemoryApiException)?.StatusCode, ErrorType.Of(surfacing));
            if (translated is null)
            {
                throw;
            }

            throw translated;
        }
        finally
        {
            response?.Dispose();
        }
    }

    // A method of its own, so that Polly is only loaded when something fails.
    private static HttpResponseMessage? ResponseOf(Exception failure) => AttemptFailedException.Find(failure)?.TakeResponse();

    private void End(ApiCall call, int? status, string? errorType)
    {
        _record?.Count(call.Attempts);
        var duration = Clock.GetElapsedTime(call.StartedAt);
        if (errorType is null)
        {
            _log?.Succeeded(call.Operation.Id, status ?? 0, call.Attempts, duration.TotalSeconds);
        }
        else
        {
            _log?.Failed(call.Operation.Id, errorType, call.Attempts, duration.TotalSeconds);
        }

        call.Telemetry?.End(duration, status, errorType, call.Attempts);
    }

    private HttpRequestMessage CreateMessage<TResult>(ApiRequest<TResult> request, ApiCall call)
    {
        if (call.Options?.ApiKey is { } key)
        {
            ApiKeySource.OfCall(key, _service.Authentication);
        }

        var message = new ApiRequestMessage(call, call.Context.AddressOf(call.Operation, request.RelativeUri));
        try
        {
            _constantHeaders.AddTo(message.Headers);
            CallHeaders.AddDeclared(message.Headers, request.Headers);
            CallHeaders.AddTo(message.Headers, call.Options?.Headers, _service.Authentication.Header);
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

    /// <summary>Translates an exception from the handlers to an exception of the SDK; <see langword="null"/> when it is thrown unchanged.</summary>
    private Exception? Translate(Exception caught, ApiCall call, CallTimeLimit? limit)
    {
        var failed = AttemptFailedException.Find(caught);
        var failure = failed?.Outcome.Exception ?? caught;
        switch (failure)
        {
            case OperationCanceledException or HttpRequestException or TimeoutRejectedException when call.CallerToken.IsCancellationRequested:
                return failure is OperationCanceledException cancelled && cancelled.CancellationToken == call.CallerToken && failed is null
                    ? null
                    : new OperationCanceledException("The call was cancelled.", TransportFailure.WithoutSecrets(failure), call.CallerToken);
            case OperationCanceledException or HttpRequestException or TimeoutRejectedException when limit is { HasRunOut: true }:
                return ApiFailure.Timeout(call, call.Options!.Timeout, failure);
            case ObjectDisposedException when IsDisposed:
                return new ObjectDisposedException(_service.Name, "The client was disposed during the call.");
            case BrokenCircuitException circuit:
                return ApiFailure.Rejected(call, RejectionReason.CircuitOpen, circuit.RetryAfter);

            // Also thrown by the limiter of another pipeline.
            case ExecutionRejectedException and not TimeoutRejectedException:
                return ApiFailure.Rejected(call, call.Rejection ?? RejectionReason.ConcurrencyLimit, call.RejectionRetryAfter);
            case TimeoutRejectedException timeout:
                return ApiFailure.Timeout(call, failed is null ? timeout.Timeout : failed.Limit, timeout);
            case OperationCanceledException { InnerException: TimeoutException } timeout:
                return ApiFailure.Timeout(call, null, timeout);
            case ConnectTimeoutException timeout:
                return ApiFailure.ConnectTimeout(call, timeout);
            case OperationCanceledException or HttpRequestException or PermanentConnectException:
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

        // A retried delete that finds nothing: the earlier attempt succeeded, but its response was lost.
        if ((int)response.StatusCode == 404
            && request.Operation.Method == HttpMethod.Delete
            && call.PossiblyProcessed > 1
            && request.EmptyResult is { } deleted)
        {
            return deleted();
        }

        throw ApiFailure.FromStatus(call, response, body);
    }
}
