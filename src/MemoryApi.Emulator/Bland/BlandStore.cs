using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Bland;

/// <summary>Contacts with their memories. The store returns only copies.</summary>
internal sealed partial class BlandStore(EmulatorOptions options)
{
    private readonly object _gate = new();
    private readonly Dictionary<string, Contact> _contacts = new(StringComparer.Ordinal);
    private readonly List<Contact> _contactsInOrder = [];
    private readonly Dictionary<IdentifierKey, Contact> _byIdentifier = [];
    private readonly Dictionary<string, ContactMemoryRecord> _memories = new(StringComparer.Ordinal);

    private DateTimeOffset Now => options.TimeProvider.GetUtcNow();

    public int ContactCount
    {
        get
        {
            lock (_gate)
            {
                return _contacts.Count;
            }
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _contacts.Clear();
            _contactsInOrder.Clear();
            _byIdentifier.Clear();
            _memories.Clear();
            _conversations.Clear();
            _contactsByAgent.Clear();
            _disabledPersonas.Clear();
            _schemas.Clear();
        }
    }

    public (JsonObject Contact, bool Created) Resolve(IReadOnlyList<IdentifierKey> identifiers, string? name, JsonElement? metadata)
    {
        lock (_gate)
        {
            if (FindUnderLock(identifiers) is { } found)
            {
                return (found.ToFullJson(), false);
            }

            var now = Now;
            var contact = new Contact
            {
                Id = Guid.NewGuid().ToString(),
                Name = name,
                Metadata = metadata is { } sent ? (JsonObject)sent.ToNode()! : [],
                CreatedAt = now,
                UpdatedAt = now,
            };
            _contacts.Add(contact.Id, contact);
            _contactsInOrder.Add(contact);
            foreach (var identifier in identifiers)
            {
                AddIdentifier(contact, identifier);
            }

            return (contact.ToFullJson(), true);
        }
    }

    public JsonObject? GetContact(string id)
    {
        lock (_gate)
        {
            return _contacts.GetValueOrDefault(id)?.ToFullJson();
        }
    }

    /// <summary>The memory of that contact and scope; null when there is no such contact.</summary>
    public (JsonObject Memory, bool Created)? GetOrCreateMemory(string contactId, MemoryScope scope)
    {
        lock (_gate)
        {
            if (!_contacts.TryGetValue(contactId, out var contact))
            {
                return null;
            }

            if (contact.Memories.Find(memory => memory.Scope == scope) is { } found)
            {
                return (found.ToFullJson(), false);
            }

            var now = Now;
            var created = new ContactMemoryRecord
            {
                Id = $"mem-{Guid.NewGuid()}",
                ContactId = contactId,
                Scope = scope,
                CreatedAt = now,
                UpdatedAt = now,
            };
            contact.Memories.Add(created);
            _memories.Add(created.Id, created);
            return (created.ToFullJson(), true);
        }
    }

    public JsonObject? GetMemory(string id) => WithMemory(id, static memory => memory.ToFullJson());

    public JsonArray? GetMessages(string id) => WithMemory(id, static memory => memory.CopyMessages());

    public JsonObject? MergeFacts(string id, JsonElement facts) => WithMemory(id, memory =>
    {
        FactMerger.Merge(memory.Facts, facts, options.FactMerge);
        memory.UpdatedAt = Now;
        return memory.ToChangedJson();
    });

    public JsonObject? UpdateSummary(string id, string summary) => WithMemory(id, memory =>
    {
        memory.SetSummary(summary, Now);
        return memory.ToChangedJson();
    });

    private T? WithMemory<T>(string id, Func<ContactMemoryRecord, T> action)
        where T : class
    {
        lock (_gate)
        {
            return _memories.TryGetValue(id, out var memory) ? action(memory) : null;
        }
    }

    private Contact? FindUnderLock(IReadOnlyList<IdentifierKey> identifiers) =>
        identifiers.Select(identifier => _byIdentifier.GetValueOrDefault(identifier)).FirstOrDefault(contact => contact is not null);

    private void AddIdentifier(Contact contact, IdentifierKey key)
    {
        var isFirstOfType = contact.Identifiers.TrueForAll(identifier => identifier.Key.Type != key.Type);
        contact.Identifiers.Add(new ContactIdentifier($"ident-{Guid.NewGuid()}", key, isFirstOfType));
        _byIdentifier[key] = contact;
    }
}
