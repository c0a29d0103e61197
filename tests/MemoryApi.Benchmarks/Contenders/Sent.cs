using System.Collections.Generic;

namespace MemoryApi.Benchmarks.Contenders;

/// <summary>
/// The values that all contenders send. A contender converts free-form values once, before the first call, to the type that its client takes.
/// So the benchmarks measure the call and not the constructor of a dictionary or of a <c>JObject</c>.
/// </summary>
public static class Sent
{
    public const string Text = "User lives in Oakland since March 2026";
    public const string Reply = "Got it, I'll remember your new home.";
    public const string Query = "Where does the user live?";

    public static readonly Dictionary<string, string> Metadata = new() { ["source"] = "chat" };

    public static readonly Dictionary<string, string> Filters = new() { ["user_id"] = "alice" };

    public static readonly Dictionary<string, string> Facts = new()
    {
        ["name"] = "John Doe",
        ["company"] = "Acme Corp",
        ["role"] = "CTO",
        ["preferred_contact"] = "phone",
        ["timezone"] = "America/New_York",
    };
}
