using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core.Runtime;
using MemoryApi.Mem0.AI;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.Agents;

/// <summary>
/// Gives an agent long-term memory. It recalls memories of the user before each run, and stores the conversation after it. One instance serves all sessions of an agent.
/// </summary>
/// <remarks>
/// It keeps no data in the session. So a saved session contains no user, and a manipulated session gives no access to another user's memories. The framework doesn't
/// report when a consumer leaves a stream early, so such a run isn't stored. To store it, use <c>UseMem0Memory</c> on the agent's chat client instead.
/// </remarks>
public sealed class Mem0MemoryProvider : AIContextProvider
{
    private readonly Mem0Memory _memory;
    private readonly Func<AgentSession?, EntityScope?> _scope;
    private readonly bool _keepInHistory;
    private readonly bool _offerTools;

    /// <summary>Creates a provider for one user.</summary>
    /// <param name="memory">The memory; the program disposes it.</param>
    /// <param name="scope">Whose memory it is.</param>
    /// <param name="options">The options. Default: see <see cref="Mem0MemoryProviderOptions"/>.</param>
    /// <exception cref="ArgumentNullException">Memory or scope is <see langword="null"/>.</exception>
    public Mem0MemoryProvider(Mem0Memory memory, EntityScope scope, Mem0MemoryProviderOptions? options = null)
        : this(memory, Always(scope), options)
    {
    }

    /// <summary>Creates a provider for several users.</summary>
    /// <param name="memory">The memory; the program disposes it.</param>
    /// <param name="scope">
    /// Returns the scope of a run, e.g. of the signed-in user; <see langword="null"/> for a run without memory. It is called before and after each run, and its
    /// exceptions surface. Take the scope from the session only if clients can't change the session.
    /// </param>
    /// <param name="options">The options. Default: see <see cref="Mem0MemoryProviderOptions"/>.</param>
    /// <exception cref="ArgumentNullException">Memory or scope is <see langword="null"/>.</exception>
    public Mem0MemoryProvider(Mem0Memory memory, Func<AgentSession?, EntityScope?> scope, Mem0MemoryProviderOptions? options = null)
    {
        Require.NotNull(memory, nameof(memory));
        Require.NotNull(scope, nameof(scope));
        _memory = memory;
        _scope = scope;
        _keepInHistory = options?.KeepInHistory ?? false;
        _offerTools = options?.OfferTools ?? false;
    }

    /// <summary>Empty, since the provider keeps no data in the session.</summary>
    public override IReadOnlyList<string> StateKeys => [];

    /// <inheritdoc/>
    protected override async ValueTask<AIContext> InvokingCoreAsync(InvokingContext context, CancellationToken cancellationToken = default)
    {
        Require.NotNull(context, nameof(context));
        var given = context.AIContext;
        if (_scope(context.Session) is not { } scope)
        {
            return given;
        }

        // Messages from other providers and from the history are left out. Only the caller's messages are the query.
        var messages = given.Messages as IReadOnlyList<ChatMessage> ?? [.. given.Messages ?? []];
        var said = messages.Where(IsExternal).ToList();
        var notes = await _memory.CreateNotesAsync(said, scope, cancellationToken).ConfigureAwait(false);
        var isInstruction = notes?.Role == ChatRole.System;
        return new AIContext
        {
            Instructions = isInstruction ? Joined(given.Instructions, notes!.Text) : given.Instructions,
            Messages = notes is null || isInstruction ? given.Messages : WithNotes(messages, notes),
            Tools = _offerTools ? [.. given.Tools ?? [], .. _memory.CreateTools(scope)] : given.Tools,
        };
    }

    /// <inheritdoc/>
    protected override ValueTask StoreAIContextAsync(InvokedContext context, CancellationToken cancellationToken = default)
    {
        Require.NotNull(context, nameof(context));

        // Without a token: a received response is stored even if the caller cancels afterwards.
        return _scope(context.Session) is { } scope
            ? _memory.RememberAsync([.. context.RequestMessages.Where(IsExternal)], context.ResponseMessages ?? [], scope, CancellationToken.None)
            : default;
    }

    private List<ChatMessage> WithNotes(IReadOnlyList<ChatMessage> messages, ChatMessage notes)
    {
        // A history provider doesn't store messages that are marked as history.
        var source = _keepInHistory ? AgentRequestMessageSourceType.AIContextProvider : AgentRequestMessageSourceType.ChatHistory;
        var stamped = notes.WithAgentRequestMessageSource(source, GetType().FullName);
        var result = new List<ChatMessage>(messages.Count + 1);
        result.AddRange(messages);
        var at = result.FindLastIndex(static message =>
            message.Role == ChatRole.User && IsExternal(message) && !message.Contents.All(static content => content is ToolApprovalResponseContent));
        result.Insert(at < 0 ? result.Count : at, stamped);
        return result;
    }

    private static Func<AgentSession?, EntityScope?> Always(EntityScope scope)
    {
        Require.NotNull(scope, nameof(scope));
        return _ => scope;
    }

    private static bool IsExternal(ChatMessage message) => message.GetAgentRequestMessageSourceType() == AgentRequestMessageSourceType.External;

    private static string Joined(string? instructions, string text) => string.IsNullOrEmpty(instructions) ? text : instructions + "\n\n" + text;
}
