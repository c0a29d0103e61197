using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Emulator.Bland;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Mem0;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MemoryApi.Emulator;

/// <summary>
/// Emulates the Mem0 platform and Bland AI's memory and contacts, in memory, on one address of this machine. The paths of the two services do not collide.
/// </summary>
/// <example>
/// <code>
/// await using var emulator = await MemoryApiEmulator.StartAsync();
/// // Point a client at emulator.BaseAddress, with the keys of EmulatorOptions.
/// </code>
/// </example>
public sealed class MemoryApiEmulator : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _stopping;
    private readonly Mem0Service _mem0;
    private readonly BlandService _bland;
    private int _disposed;

    private MemoryApiEmulator(EmulatorOptions options)
    {
        Options = options;
        var operations = new KnownOperations(Operations());
        Requests = new RequestRecorder(options.RecordedRequestLimit, options.TimeProvider, operations);
        Faults = new FaultPlan(operations);
        Counters = new EmulatorCounters(operations);
        _stopping = new CancellationTokenSource();
        _mem0 = new Mem0Service(options, Faults);
        _bland = new BlandService(options);
        var pipeline = new RequestPipeline(_mem0, _bland, Requests, Faults, Counters, options.TimeProvider, _stopping.Token);
        _application = Build(options.Port, pipeline);
        BaseAddress = new Uri("http://127.0.0.1/");
    }

    /// <summary>Address of both services, <c>http://127.0.0.1:PORT/</c>.</summary>
    public Uri BaseAddress { get; private set; }

    /// <summary>The key that Mem0 requests must carry.</summary>
    public string Mem0ApiKey => Options.Mem0ApiKey;

    /// <summary>The key that Bland requests must carry.</summary>
    public string BlandApiKey => Options.BlandApiKey;

    /// <summary>The requests that arrived, for both services.</summary>
    public RequestRecorder Requests { get; }

    /// <summary>The faults that the emulator injects into coming requests.</summary>
    public FaultPlan Faults { get; }

    /// <summary>How often each operation was processed.</summary>
    public EmulatorCounters Counters { get; }

    /// <summary>State of Mem0 that its own API cannot read or set.</summary>
    public Mem0State Mem0 => _mem0.State;

    /// <summary>State of Bland that its own API cannot read or set.</summary>
    public BlandState Bland => _bland.State;

    private EmulatorOptions Options { get; }

    /// <summary>Starts an emulator on 127.0.0.1. It accepts requests as soon as the task completes.</summary>
    /// <param name="options">Options of the emulator; null for the defaults. Later changes to the object have no effect.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="System.IO.IOException">The port is taken.</exception>
    public static async Task<MemoryApiEmulator> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = new MemoryApiEmulator((options ?? new EmulatorOptions()).Freeze());
        try
        {
            await emulator._application.StartAsync(cancellationToken).ConfigureAwait(false);
            var addresses = emulator._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
            emulator.BaseAddress = new Uri(addresses!.Addresses.Single() + "/");
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Clears everything: the state of both services, recorded requests, planned faults, counters and rate limits.</summary>
    public void Reset()
    {
        Faults.Clear();
        _mem0.Reset();
        _bland.Reset();
        Requests.Clear();
        Counters.Clear();
    }

    /// <summary>Stops the server and frees the port. Requests that a fault delays lose their connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    /// <summary>
    /// The names of all operations. They are enumerated only when they are used, since the services don't exist yet when <see cref="KnownOperations"/> is created.
    /// </summary>
    private IEnumerable<string> Operations()
    {
        foreach (var name in _mem0.Routes.Operations.Concat(_bland.Routes.Operations))
        {
            yield return name;
        }
    }

    private static WebApplication Build(int port, RequestPipeline pipeline)
    {
        // The empty builder logs nothing and reads no configuration, so ASPNETCORE_URLS and similar variables of a test run have no effect.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 256L * 1024 * 1024;
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
            kestrel.Limits.MaxRequestBufferSize = 2 * 1024 * 1024;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddSingleton<IHostLifetime, NoSignalsLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));

        var application = builder.Build();
        application.Run(async context =>
        {
            try
            {
                await pipeline.Handle(context).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                context.Abort();
            }
        });
        return application;
    }
}
