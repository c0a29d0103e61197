using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Bland;

internal sealed partial class BlandStore
{
    private readonly Dictionary<string, HashSet<string>> _contactsByAgent = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A part of the contacts, in the order of their creation, and the number of all.</summary>
    public (int Total, JsonArray Contacts) ListContacts(string? agentId, int offset, int limit)
    {
        lock (_gate)
        {
            if (agentId is null)
            {
                var slice = offset < _contactsInOrder.Count ? _contactsInOrder.GetRange(offset, Math.Min(limit, _contactsInOrder.Count - offset)) : [];
                return (_contactsInOrder.Count, ToJson(slice));
            }

            var known = _contactsByAgent.GetValueOrDefault(agentId) ?? [];
            var matches = _contactsInOrder.Where(contact => known.Contains(contact.Id)).ToList();
            return (matches.Count, ToJson(matches.Skip(offset).Take(limit)));
        }

        static JsonArray ToJson(IEnumerable<Contact> contacts) => contacts.Select(contact => (JsonNode?)contact.ToFullJson()).ToJsonArray();
    }

    public JsonObject? FindContact(IReadOnlyList<IdentifierKey> identifiers)
    {
        lock (_gate)
        {
            return FindUnderLock(identifiers)?.ToFullJson();
        }
    }

    /// <summary>Changes the given members of a contact; null when there is no such contact.</summary>
    /// <exception cref="Hosting.RefusalException">An identifier belongs to another contact.</exception>
    public JsonObject? UpdateContact(string id, string? name, IReadOnlyList<IdentifierKey> identifiers, JsonElement? metadata)
    {
        lock (_gate)
        {
            if (!_contacts.TryGetValue(id, out var contact))
            {
                return null;
            }

            if (identifiers.Any(key => _byIdentifier.TryGetValue(key, out var owner) && owner != contact))
            {
                throw BlandEnvelope.BadRequest("The identifier belongs to another contact");
            }

            contact.Name = name ?? contact.Name;
            foreach (var key in identifiers)
            {
                SetIdentifier(contact, key);
            }

            if (metadata is { } sent)
            {
                FactMerger.Merge(contact.Metadata, sent, FactMerge.Shallow);
            }

            contact.UpdatedAt = Now;
            return contact.ToBasicJson();
        }
    }

    /// <summary>Moves everything from the duplicate to the primary, and deletes the duplicate. In a conflict, the value of the primary stays.</summary>
    /// <exception cref="Hosting.RefusalException">One of them is missing.</exception>
    public JsonObject MergeContacts(string primaryId, string duplicateId)
    {
        lock (_gate)
        {
            var primary = _contacts.GetValueOrDefault(primaryId) ?? throw BlandEnvelope.NotFound("Primary contact not found");
            var duplicate = _contacts.GetValueOrDefault(duplicateId) ?? throw BlandEnvelope.NotFound("Duplicate contact not found");
            var now = Now;

            foreach (var identifier in duplicate.Identifiers)
            {
                AddIdentifier(primary, identifier.Key);
            }

            foreach (var (name, value) in duplicate.Metadata)
            {
                if (!primary.Metadata.ContainsKey(name))
                {
                    primary.Metadata[name] = value?.DeepClone();
                }
            }

            foreach (var memory in duplicate.Memories)
            {
                if (primary.Memories.Find(own => own.Scope == memory.Scope) is { } own)
                {
                    own.Absorb(memory, now);
                    _memories.Remove(memory.Id);
                }
                else
                {
                    memory.ContactId = primary.Id;
                    primary.Memories.Add(memory);
                }
            }

            foreach (var contacts in _contactsByAgent.Values.Where(contacts => contacts.Remove(duplicateId)))
            {
                contacts.Add(primaryId);
            }

            primary.Name = string.IsNullOrEmpty(primary.Name) ? duplicate.Name : primary.Name;
            primary.UpdatedAt = now;
            _contacts.Remove(duplicateId);
            _contactsInOrder.Remove(duplicate);
            return primary.ToBasicJson();
        }
    }

    private void SetIdentifier(Contact contact, IdentifierKey key)
    {
        var index = contact.Identifiers.FindIndex(identifier => identifier.Key.Type == key.Type);
        if (index < 0)
        {
            AddIdentifier(contact, key);
            return;
        }

        _byIdentifier.Remove(contact.Identifiers[index].Key);
        contact.Identifiers[index] = contact.Identifiers[index] with { Key = key };
        _byIdentifier[key] = contact;
    }
}
