using System;
using System.Collections.Concurrent;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Threading.Tasks;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Json;

namespace MemoryApi.UnitTests.Core.Transport;

/// <summary>A program that makes one call and ends spends much of its time loading libraries, so the client loads only those that the call needs.</summary>
public sealed class FirstCallTests
{
    private static readonly string[] Unneeded = ["Microsoft.Extensions.Http.Resilience", "Microsoft.Extensions.Logging.Abstractions", "Polly.Core", "System.Linq", "System.Threading.RateLimiting"];

    [Test]
    public async Task A_call_without_handlers_loads_no_library_for_resilience_limits_or_logs()
    {
        var libraries = new FreshLibraries();

        var text = await FirstCallAsync(libraries, useResilience: false);

        Assert.That(text, Is.EqualTo("Likes tea"));
        Assert.That(libraries.Requested, Does.Contain("Newtonsoft.Json").And.None.AnyOf(Unneeded));
    }

    [Test]
    public async Task A_call_with_all_defaults_loads_the_library_for_resilience()
    {
        var libraries = new FreshLibraries();

        await FirstCallAsync(libraries, useResilience: true);

        Assert.That(libraries.Requested, Does.Contain("Microsoft.Extensions.Http.Resilience"));
    }

    private static async Task<string> FirstCallAsync(FreshLibraries libraries, bool useResilience)
    {
        var mem0 = libraries.LoadFromAssemblyName(typeof(Mem0Client).Assembly.GetName());
        dynamic options = Activator.CreateInstance(mem0.GetType(typeof(Mem0ClientOptions).FullName!)!)!;
        options.ApiKey = "m0-secret";
        options.BaseAddress = new Uri("http://127.0.0.1/");
        options.Transport = new BodyTransport { Body = Encoding.UTF8.GetBytes("""{"id":"m1","memory":"Likes tea","created_at":"2026-01-15T10:30:00Z"}""") };
        options.UseResilience = useResilience;
        dynamic request = Activator.CreateInstance(mem0.GetType(typeof(UpdateMemoryRequest).FullName!)!)!;
        request.Text = "Likes tea";
        using var client = (IDisposable)Activator.CreateInstance(mem0.GetType(typeof(Mem0Client).FullName!)!, (object)options)!;
        var memory = await ((dynamic)client).Memories.UpdateAsync("m1", request);
        return memory.Text;
    }

    /// <summary>Loads the clients once more, so that their code is compiled anew, and notes the libraries that this asks for.</summary>
    private sealed class FreshLibraries() : AssemblyLoadContext("first call")
    {
        private readonly ConcurrentQueue<string> _requested = new();

        public string[] Requested => [.. _requested];

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            _requested.Enqueue(assemblyName.Name!);
            return assemblyName.Name is "MemoryApi.Core" or "MemoryApi.Mem0"
                ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll"))
                : null;
        }
    }
}
