using MemoryApi.Mem0;

var builder = WebApplication.CreateBuilder(args);
foreach (var tenant in builder.Configuration.GetSection("Tenants").GetChildren())
{
    builder.Services.AddKeyedMem0Client(tenant.Key, tenant);
}

var app = builder.Build();

app.MapPost("/{tenant}/{user}", async (string tenant, string user, string text, IServiceProvider services) =>
{
    var mem0 = services.GetRequiredKeyedService<Mem0Client>(tenant);
    await mem0.Events.WaitAsync(await mem0.Memories.AddAsync(text, EntityScope.User(user)));
});

app.MapGet("/{tenant}/{user}", async (string tenant, string user, string query, IServiceProvider services) =>
{
    var found = await services.GetRequiredKeyedService<Mem0Client>(tenant).Memories.SearchAsync(query, EntityScope.User(user));
    return found.Results.Select(memory => memory.Text);
});

await app.RunAsync();
