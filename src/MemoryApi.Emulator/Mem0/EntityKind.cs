namespace MemoryApi.Emulator.Mem0;

/// <summary>What a memory can belong to.</summary>
internal enum EntityKind
{
    User,
    Agent,
    App,
    Run,
}

/// <summary>The wire names of <see cref="EntityKind"/>.</summary>
internal static class EntityKinds
{
    public static readonly EntityKind[] All = [EntityKind.User, EntityKind.Agent, EntityKind.App, EntityKind.Run];

    public static string Name(this EntityKind kind) => kind switch
    {
        EntityKind.User => "user",
        EntityKind.Agent => "agent",
        EntityKind.App => "app",
        _ => "run",
    };

    public static string IdField(this EntityKind kind) => kind switch
    {
        EntityKind.User => "user_id",
        EntityKind.Agent => "agent_id",
        EntityKind.App => "app_id",
        _ => "run_id",
    };

    public static EntityKind? FromName(string name) => name switch
    {
        "user" => EntityKind.User,
        "agent" => EntityKind.Agent,
        "app" => EntityKind.App,
        "run" => EntityKind.Run,
        _ => null,
    };

    public static EntityKind? FromIdField(string name) => name switch
    {
        "user_id" => EntityKind.User,
        "agent_id" => EntityKind.Agent,
        "app_id" => EntityKind.App,
        "run_id" => EntityKind.Run,
        _ => null,
    };
}
