using System.Text.Json.Nodes;

namespace MemoryApi.Emulator.Bland;

/// <summary>A phone number, email address or id of another system by which a contact is found.</summary>
internal sealed record ContactIdentifier(string Id, IdentifierKey Key, bool IsPrimary)
{
    public JsonObject ToJson(string contactId) => new()
    {
        ["id"] = Id,
        ["contact_id"] = contactId,
        ["identifier_type"] = Key.Type,
        ["identifier_value"] = Key.Value,
        ["is_primary"] = IsPrimary,
    };
}

/// <summary>The type and value of an identifier. Together they are unique.</summary>
internal readonly record struct IdentifierKey(string Type, string Value)
{
    /// <summary>All types, in the order in which they are looked up.</summary>
    public static readonly string[] Types = ["phone_number", "email", "external_id"];

    /// <summary>The types that an update of a contact accepts.</summary>
    public static readonly string[] Changeable = ["email", "external_id"];
}
