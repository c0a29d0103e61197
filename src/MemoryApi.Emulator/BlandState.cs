using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Bland;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator;

/// <summary>The state of the emulated Bland service. It offers what Bland's API has no operation for, such as the platform's own writes after a call.</summary>
public sealed class BlandState
{
    private readonly BlandStore _store;
    private readonly MemoryStoreRegistry _stores;

    internal BlandState(BlandStore store, MemoryStoreRegistry stores)
    {
        _store = store;
        _stores = stores;
    }

    /// <summary>How many contacts there are.</summary>
    public int ContactCount => _store.ContactCount;

    /// <summary>Updates a memory as the platform does after a call. The memory stays unchanged while the persona's memory is disabled.</summary>
    /// <param name="memoryId">Id of the contact memory.</param>
    /// <param name="callId">Id of the call. Its changes can be read by this id.</param>
    /// <param name="messages">The messages in order, each with a role (<c>user</c> or <c>assistant</c>) and a content.</param>
    /// <param name="summary">The new summary; null leaves the old one.</param>
    /// <param name="facts">A JSON object of facts to merge; null for none.</param>
    /// <param name="agentId">The agent that the contact talked to. Contacts can be listed by agent.</param>
    /// <exception cref="ArgumentException">There is no such memory, a message has another role, or facts is not a JSON object.</exception>
    public void RecordCall(
        string memoryId,
        string callId,
        IEnumerable<(string Role, string Content)> messages,
        string? summary = null,
        string? facts = null,
        string? agentId = null) => Record(memoryId, new ConversationKey(callId, null), "call", messages, summary, facts, agentId);

    /// <summary>Updates a memory as <see cref="RecordCall"/> does, but after a conversation by text messages.</summary>
    /// <param name="memoryId">Id of the contact memory.</param>
    /// <param name="conversationId">Id of the conversation. Its changes can be read by this id.</param>
    /// <param name="messages">The messages in order, each with a role (<c>user</c> or <c>assistant</c>) and a content.</param>
    /// <param name="summary">The new summary; null leaves the old one.</param>
    /// <param name="facts">A JSON object of facts to merge; null for none.</param>
    /// <param name="agentId">The agent that the contact wrote to. Contacts can be listed by agent.</param>
    /// <exception cref="ArgumentException">There is no such memory, a message has another role, or facts is not a JSON object.</exception>
    public void RecordTextConversation(
        string memoryId,
        string conversationId,
        IEnumerable<(string Role, string Content)> messages,
        string? summary = null,
        string? facts = null,
        string? agentId = null) => Record(memoryId, new ConversationKey(null, conversationId), "sms", messages, summary, facts, agentId);

    /// <summary>Replaces the open items of a memory.</summary>
    /// <param name="memoryId">Id of the contact memory.</param>
    /// <param name="openItems">A JSON array of objects.</param>
    /// <exception cref="ArgumentException">There is no such memory, or the text is not a JSON array of objects.</exception>
    public void SetOpenItems(string memoryId, string openItems) =>
        Check(_store.Replace(memoryId, memory => memory.OpenItems, ParseObjects(openItems)), nameof(memoryId));

    /// <summary>Replaces the entities of a memory.</summary>
    /// <param name="memoryId">Id of the contact memory.</param>
    /// <param name="entities">A JSON array of objects.</param>
    /// <exception cref="ArgumentException">There is no such memory, or the text is not a JSON array of objects.</exception>
    public void SetEntities(string memoryId, string entities) =>
        Check(_store.Replace(memoryId, memory => memory.Entities, ParseObjects(entities)), nameof(memoryId));

    /// <summary>Sets the entity schemas of an agent. An unknown agent exists from then on.</summary>
    /// <param name="agentId">Id of the agent.</param>
    /// <param name="entitySchemas">A JSON array of objects.</param>
    /// <exception cref="ArgumentException">The id is blank, or the text is not a JSON array of objects.</exception>
    public void SetMemorySchemas(string agentId, string entitySchemas)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(agentId);
        _store.SetSchemas(agentId, ParseObjects(entitySchemas).ToJsonArray());
    }

    /// <summary>Registers a call, so that adding it to a legacy store finds its user and its summary.</summary>
    /// <param name="callId">Id of the call.</param>
    /// <param name="phoneNumber">The user's number.</param>
    /// <param name="summary">What the call was about.</param>
    /// <param name="minutes">Length of the call, in minutes.</param>
    /// <param name="inbound">Whether the user called.</param>
    /// <exception cref="ArgumentException">Id or number is blank.</exception>
    public void RegisterStoreCall(string callId, string phoneNumber, string summary, double minutes = 1, bool inbound = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(callId);
        ArgumentException.ThrowIfNullOrWhiteSpace(phoneNumber);
        _stores.RegisterCall(new StoreCall(callId, phoneNumber, summary, minutes, inbound, _stores.Now));
    }

    private void Record(
        string memoryId,
        ConversationKey conversation,
        string channel,
        IEnumerable<(string Role, string Content)> messages,
        string? summary,
        string? facts,
        string? agentId)
    {
        ArgumentNullException.ThrowIfNull(messages);
        JsonElement? parsed = facts is null ? null : Parse(facts);
        if (parsed is { ValueKind: not JsonValueKind.Object })
        {
            throw new ArgumentException("Facts are a JSON object.", nameof(facts));
        }

        var recorded = messages.ToList();
        foreach (var (role, _) in recorded)
        {
            if (role is not ("user" or "assistant"))
            {
                throw new ArgumentException($"A message can't have the role '{role}'. The roles are user and assistant.", nameof(messages));
            }
        }

        Check(_store.Record(memoryId, conversation, channel, recorded, summary, parsed, agentId), nameof(memoryId));
    }

    private static void Check(bool isFound, string parameter)
    {
        if (!isFound)
        {
            throw new ArgumentException("There is no such memory.", parameter);
        }
    }

    private static List<JsonObject> ParseObjects(string json)
    {
        var array = Parse(json);
        return array.ValueKind == JsonValueKind.Array && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object)
            ? array.EnumerateArray().Select(item => (JsonObject)item.ToNode()!).ToList()
            : throw new ArgumentException("The text must be a JSON array of objects.", nameof(json));
    }

    private static JsonElement Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonBody.Parse(Encoding.UTF8.GetBytes(json));
        }
        catch (JsonException exception)
        {
            throw new ArgumentException("The text is not JSON.", nameof(json), exception);
        }
    }
}
