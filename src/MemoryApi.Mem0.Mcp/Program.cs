using System;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using MemoryApi.Mem0.Mcp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// The client reads the protocol from stdout, so nothing else may be written there.
if (args is not ([] or ["--read-only"]))
{
    return Refuse("usage: memoryapi-mem0-mcp [--read-only], with MEM0_API_KEY and MEM0_USER_ID in the environment.");
}

if (Environment.GetEnvironmentVariable("MEM0_USER_ID") is not { } user || string.IsNullOrWhiteSpace(user))
{
    return Refuse("MEM0_USER_ID is not set. Set it to the id of the user whose memories the server offers.");
}

Mem0Client client;
EntityScope scope;
try
{
    scope = EntityScope.User(user);
    client = Mem0Client.FromEnvironment();
}
catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
{
    return Refuse(exception.Message);
}

using (client)
{
    var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
    builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

    // The SDK of the protocol logs an error with a stack trace when a model passes a wrong argument. The client gets the reason in the response anyway.
    builder.Logging.AddFilter("ModelContextProtocol", LogLevel.Critical);
    builder.Services.AddSingleton(services => new Mem0Memory(client, loggerFactory: services.GetRequiredService<ILoggerFactory>()));
    builder.Services.AddMcpServer(MemoryServer.Describe).WithStdioServerTransport();
    MemoryServer.AddTools(builder.Services, scope, isReadOnly: args.Contains("--read-only"));
    using var host = builder.Build();
    await host.RunAsync().ConfigureAwait(false);
}

return 0;

static int Refuse(string why)
{
    Console.Error.WriteLine(why.ReplaceLineEndings(" "));
    return 2;
}
