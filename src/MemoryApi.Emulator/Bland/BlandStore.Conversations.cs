using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Bland;

internal sealed partial class BlandStore
{
    /// <summary>The size of the sliding window of recent messages; the size in the service is not documented.</summary>
    private const int MessageWindow = 50;

    private readonly Dictionary<ConversationKey, JsonObject> _conversations = [];
    private readonly HashSet<string> _disabledPersonas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonArray> _schemas = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The context that an agent receives about a contact; null when there is no such contact.</summary>
    public JsonObject? GetContext(string contactId, MemoryScope scope)
    {
        lock (_gate)
        {
            if (!_contacts.TryGetValue(contactId, out var contact))
            {
                return null;
            }

            var memory = contact.Memories.Find(memory => memory.Scope == scope)
                ?? new ContactMemoryRecord { Id = "", ContactId = contactId, Scope = scope, CreatedAt = default, UpdatedAt = default };
            return memory.ToContextJson();
        }
    }

    public JsonObject? GetChanges(ConversationKey conversation)
    {
        lock (_gate)
        {
            return (JsonObject?)_conversations.GetValueOrDefault(conversation)?.DeepClone();
        }
    }

    /// <summary>Empties a memory, if there is one; false when there is no such contact.</summary>
    public bool ResetMemory(string contactId, MemoryScope scope)
    {
        lock (_gate)
        {
            if (!_contacts.TryGetValue(contactId, out var contact))
            {
                return false;
            }

            contact.Memories.Find(memory => memory.Scope == scope)?.Clear(Now);
            return true;
        }
    }

    public void SetPersonaEnabled(string personaId, bool isEnabled)
    {
        lock (_gate)
        {
            _ = isEnabled ? _disabledPersonas.Remove(personaId) : _disabledPersonas.Add(personaId);
        }
    }

    /// <summary>Updates a memory as the platform does after a conversation, unless the persona's memory is disabled. False when there is no such memory.</summary>
    public bool Record(
        string memoryId,
        ConversationKey conversation,
        string channel,
        IEnumerable<(string Role, string Content)> messages,
        string? summary,
        JsonElement? facts,
        string? agentId)
    {
        lock (_gate)
        {
            if (!_memories.TryGetValue(memoryId, out var memory))
            {
                return false;
            }

            if (agentId is not null)
            {
                if (!_contactsByAgent.TryGetValue(agentId, out var contacts))
                {
                    _contactsByAgent[agentId] = contacts = new HashSet<string>(StringComparer.Ordinal);
                }

                contacts.Add(memory.ContactId);
            }

            if (memory.Scope.PersonaId is { } persona && _disabledPersonas.Contains(persona))
            {
                return true;
            }

            var now = Now;
            var before = Snapshot(memory);
            var history = memory.History.Count;
            foreach (var (role, content) in messages)
            {
                memory.Messages.Add(new JsonObject
                {
                    ["role"] = role,
                    ["content"] = content,
                    ["channel"] = channel,
                    ["timestamp"] = Timestamps.Milliseconds(now),
                });
            }

            memory.Messages.RemoveRange(0, Math.Max(0, memory.Messages.Count - MessageWindow));
            if (facts is { } sent)
            {
                FactMerger.Merge(memory.Facts, sent, options.FactMerge);
            }

            if (summary is not null)
            {
                memory.SetSummary(summary, now);
            }

            memory.UpdatedAt = now;
            _conversations[conversation] = new JsonObject
            {
                ["initial_memory"] = before,
                ["changes"] = Snapshot(memory),
                ["memory_history"] = memory.History.Skip(history).Select(entry => (JsonNode?)entry.DeepClone()).ToJsonArray(),
            };
            return true;
        }

        static JsonObject Snapshot(ContactMemoryRecord memory) => new() { ["summary"] = memory.Summary, ["facts"] = memory.Facts.DeepClone() };
    }

    /// <summary>Replaces the open items or the entities of a memory; false when there is no such memory.</summary>
    public bool Replace(string memoryId, Func<ContactMemoryRecord, List<JsonObject>> list, IEnumerable<JsonObject> items)
    {
        lock (_gate)
        {
            if (!_memories.TryGetValue(memoryId, out var memory))
            {
                return false;
            }

            var target = list(memory);
            target.Clear();
            target.AddRange(items);
            memory.UpdatedAt = Now;
            return true;
        }
    }

    /// <summary>The schemas that were set for an agent; null when none were.</summary>
    public JsonArray? GetSchemas(string agentId)
    {
        lock (_gate)
        {
            return (JsonArray?)_schemas.GetValueOrDefault(agentId)?.DeepClone();
        }
    }

    public bool IsKnownAgent(string agentId)
    {
        lock (_gate)
        {
            return _schemas.ContainsKey(agentId) || _contactsByAgent.ContainsKey(agentId);
        }
    }

    public void SetSchemas(string agentId, JsonArray schemas)
    {
        lock (_gate)
        {
            _schemas[agentId] = schemas;
        }
    }

    /// <summary>The contact-based memory of a persona or agent number, as a store with one user per contact that has a phone number.</summary>
    public List<JsonObject> ListAsStoreUsers(MemoryScope scope)
    {
        lock (_gate)
        {
            var users =
                from contact in _contactsInOrder
                from memory in contact.Memories
                where memory.Scope == scope
                let phone = contact.Identifiers.Find(identifier => identifier.Key.Type == "phone_number")
                where phone is not null
                select new JsonObject
                {
                    ["phone_number"] = phone.Key.Value,
                    ["created_at"] = Timestamps.Milliseconds(memory.CreatedAt),
                    ["call_count"] = 0,
                    ["metadata"] = memory.Facts.DeepClone(),
                    ["last_call_at"] = null,
                    ["summary"] = memory.Summary,
                    ["calls"] = new JsonArray(),
                    ["contact_id"] = contact.Id,
                    ["contact_memory_id"] = memory.Id,
                    ["contact_name"] = contact.Name,
                    ["agent_number"] = memory.Scope.AgentNumber,
                };
            return users.ToList();
        }
    }
}
