using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>The members of an organization or project. Its creator is its owner. Only touched under the store's lock.</summary>
internal sealed class MemberList
{
    private readonly List<Member> _members = [new Member(Mem0Account.Email, "OWNER")];

    /// <summary>False when the person is a member already.</summary>
    public bool TryAdd(string email, string role)
    {
        if (Find(email) >= 0)
        {
            return false;
        }

        _members.Add(new Member(email, role));
        return true;
    }

    public bool TryUpdate(string email, string role)
    {
        if (Find(email) is not (>= 0 and var index))
        {
            return false;
        }

        _members[index] = new Member(email, role);
        return true;
    }

    public bool TryRemove(string email)
    {
        if (Find(email) is not (>= 0 and var index))
        {
            return false;
        }

        _members.RemoveAt(index);
        return true;
    }

    public JsonArray ToJson(Func<Member, JsonObject> view) => _members.Select(member => (JsonNode?)view(member)).ToJsonArray();

    /// <summary>The members as part of an organization or project.</summary>
    public JsonArray ToJson() => ToJson(member => new JsonObject
    {
        ["username"] = member.UserName,
        ["role"] = member.Role,
        ["email"] = member.Email,
    });

    private int Find(string email) => _members.FindIndex(member => string.Equals(member.Email, email, StringComparison.OrdinalIgnoreCase));
}
