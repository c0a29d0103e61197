using System;
using System.Buffers;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MemoryApi.Emulator.Hosting;

/// <summary>The steps of a request: read, record, fault, service, count, respond.</summary>
internal sealed class RequestPipeline(
    IEmulatedService mem0,
    IEmulatedService bland,
    RequestRecorder recorder,
    FaultPlan faults,
    EmulatorCounters counters,
    TimeProvider time,
    CancellationToken stopping)
{
    public async Task Handle(HttpContext context)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var request = await Read(context, gone.Token).ConfigureAwait(false);
        var service = BelongsToBland(request) ? bland : mem0;
        var route = service.Routes.Find(request, out _);
        var record = recorder.Record(request.Method, request.Target, request.Headers, request.BodyText(), route?.Operation);
        var fault = faults.Take(record);

        if (fault is not null)
        {
            if (fault.Before > TimeSpan.Zero)
            {
                await Task.Delay(fault.Before, time, gone.Token).ConfigureAwait(false);
            }

            if (fault.Kind == FaultKind.Drop)
            {
                context.Abort();
                return;
            }

            if (fault.Kind == FaultKind.Respond)
            {
                var body = System.Text.Encoding.UTF8.GetBytes(fault.Body);
                await Write(context, record, new EmulatorResponse(fault.StatusCode, body, fault.ContentType) { Headers = fault.Headers }, gone.Token)
                    .ConfigureAwait(false);
                return;
            }
        }

        var response = Respond(service, request, route);

        if (fault?.Kind == FaultKind.DropAfterHandling)
        {
            context.Abort();
            return;
        }

        if (fault?.Kind == FaultKind.DelayResponse)
        {
            await Task.Delay(fault.ResponseDelay, time, gone.Token).ConfigureAwait(false);
        }

        await Write(context, record, response, gone.Token).ConfigureAwait(false);
    }

    private EmulatorResponse Respond(IEmulatedService service, EmulatorRequest request, Route? route)
    {
        EmulatorResponse response;
        try
        {
            response = service.Handle(request, route);
        }
        catch (RefusalException refusal)
        {
            return refusal.Response;
        }
        catch (Exception exception)
        {
            // This is a bug in the emulator, and the response says so to whoever runs the test.
            return EmulatorResponse.Text(500, $"The emulator failed: {exception}", "text/plain; charset=utf-8");
        }

        if (route is not null && response.IsSuccess)
        {
            counters.Count(route.Operation);
        }

        return response;
    }

    private static bool BelongsToBland(EmulatorRequest request) =>
        request.Segments is ["v1", "contacts" or "memory", ..] or ["v2", "agents", ..];

    private static async Task<EmulatorRequest> Read(HttpContext context, CancellationToken cancellationToken)
    {
        var reader = context.Request.BodyReader;
        byte[] body;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (result.IsCompleted)
            {
                body = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                break;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }

        var headers = new List<KeyValuePair<string, string>>();
        foreach (var header in context.Request.Headers)
        {
            foreach (var value in header.Value)
            {
                headers.Add(new(header.Key, value ?? ""));
            }
        }

        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "/";
        return new EmulatorRequest(context.Request.Method, target, $"{context.Request.Scheme}://{context.Request.Host}", headers, body);
    }

    private static async Task Write(HttpContext context, RecordedRequest record, EmulatorResponse response, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = response.StatusCode;
        foreach (var header in response.Headers)
        {
            context.Response.Headers.Append(header.Key, header.Value);
        }

        // Set before the body is sent, so that a client that has the response also finds the status in the record.
        record.SetStatus(response.StatusCode);
        if (response.StatusCode is 204 or 304 || response.Body.IsEmpty)
        {
            if (response.StatusCode is not (204 or 304))
            {
                context.Response.ContentLength = 0;
            }

            await context.Response.CompleteAsync().ConfigureAwait(false);
            return;
        }

        if (response.ContentType is not null)
        {
            context.Response.ContentType = response.ContentType;
        }

        context.Response.ContentLength = response.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(response.Body, cancellationToken).ConfigureAwait(false);
        }
    }
}
