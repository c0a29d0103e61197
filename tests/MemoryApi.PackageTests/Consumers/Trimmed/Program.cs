using MemoryApi.Bland;
using MemoryApi.Mem0;
using Microsoft.Extensions.DependencyInjection;

// Through a container, since that is where reflection hides.
var services = new ServiceCollection();
services.AddMem0Client(options => Set(options, "MEM0"));
services.AddBlandClient(options => Set(options, "BLAND"));
await using var provider = services.BuildServiceProvider();

var mem0 = provider.GetRequiredService<Mem0Client>();
var added = await mem0.Memories.AddAsync("I love lungo.", EntityScope.User("trimmed"));
await mem0.Events.WaitAsync(added);
await foreach (var memory in mem0.Memories.ListAllAsync(EntityScope.User("trimmed")))
{
    Console.WriteLine(memory.Text);
}

try
{
    await provider.GetRequiredService<BlandClient>().Memory.GetAsync("mem-00000000-0000-0000-0000-000000000000");
}
catch (MemoryApi.Core.MemoryApiNotFoundException failure)
{
    Console.WriteLine(failure.ErrorCode);
}

static void Set(MemoryApi.Core.ApiClientOptions options, string service)
{
    options.ApiKey = Environment.GetEnvironmentVariable(service + "_API_KEY");
    options.BaseAddress = new Uri(Environment.GetEnvironmentVariable(service + "_BASE_URL")!);
}
