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
/// It keeps no data in the session, except for a mark on the caller's messages. So a saved session contains no user, and a manipulated session gives no access to
/// another user's memories. A run whose response asks for a tool result or an approval is stored together with the run that ends the turn. The framework doesn't
/// report when a consumer leaves a stream early, so such a run isn't stored. To store it, use <c>UseMem0Memory</c> on the agent's chat client instead of the provider.
/// </remarks>
public sealed class Mem0MemoryProvider : AIContextProvider
{
    private readonly Mem0Memory _memory;
    private readonly Func<AgentSession?, EntityScope?> _scope;
    private readonly bool _keepInHistory;
    private readonly bool _offerTools;
    private readonly RunScopes _runScopes = new();
    private readonly OpenTurns _openTurns = new();

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
    /// Returns the scope of a run, e.g. of the signed-in user; <see langword="null"/> for a run without memory. It is called before each run, whose turn is
    /// stored for the same scope. Its exceptions surface. Take the scope from the session only if clients can't change the session.
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
        var scope = _scope(context.Session);
        var messages = OwnCopies(given.Messages ?? [], scope, context.Session);
        if (scope is null)
        {
            return new AIContext { Instructions = given.Instructions, Messages = messages, Tools = given.Tools };
        }

        // Messages from other providers and from the history are left out. Only the caller's messages are the query.
        var notes = await _memory.CreateNotesAsync(messages.Where(IsExternal), scope, cancellationToken).ConfigureAwait(false);
        var isInstruction = notes?.Role == ChatRole.System;
        return new AIContext
        {
            Instructions = isInstruction ? Joined(given.Instructions, notes!.Text) : given.Instructions,
            Messages = notes is null || isInstruction ? messages : WithNotes(messages, notes),
            Tools = _offerTools ? [.. given.Tools ?? [], .. _memory.CreateTools(scope)] : given.Tools,
        };
    }

    /// <inheritdoc/>
    protected override ValueTask InvokedCoreAsync(InvokedContext context, CancellationToken cancellationToken = default)
    {
        Require.NotNull(context, nameof(context));
        var request = context.RequestMessages as IReadOnlyList<ChatMessage> ?? [.. context.RequestMessages];
        var isKnown = _runScopes.TryEnd(request, context.Session, out var scope);
        if (context.InvokeException is not null || (isKnown ? scope : _scope(context.Session)) is not { } owner)
        {
            return default;
        }

        // With RequirePerServiceCallChatHistoryPersistence, the framework calls this after each request to the model, so a turn may be open already.
        List<ChatMessage> said = [.. _openTurns.Find(context.Session) is { } open && open.Scope == owner ? open.Messages : [], .. request.Where(IsExternal)];
        var response = context.ResponseMessages as IReadOnlyList<ChatMessage> ?? [.. context.ResponseMessages ?? []];
        if (context.Session is { } session && Conversation.IsAsking(response))
        {
            _openTurns.Open(session, owner, [.. said, .. response]);
            return default;
        }

        _openTurns.Close(context.Session);

        // The caller's token isn't passed on: a received response is stored even if the caller cancels afterwards.
        return _memory.RememberAsync(said, response, owner, CancellationToken.None);
    }

    /// <summary>The messages for a run. The caller's messages are replaced by copies that belong to this run.</summary>
    private List<ChatMessage> OwnCopies(IEnumerable<ChatMessage> messages, EntityScope? scope, AgentSession? session)
    {
        List<ChatMessage> copies = [.. messages];
        for (var i = 0; i < copies.Count; i++)
        {
            // Another provider of the agent may have made the copies already.
            if (IsExternal(copies[i]) && !(RunScopes.IsCopy(copies[i]) && (scope is null || SaidMark.IsOn(copies[i]) || !SaidMark.CanBeOn(copies[i]))))
            {
                copies[i] = scope is null ? copies[i].Clone() : SaidMark.On(copies[i]);
            }
        }

        _runScopes.Begin(copies.Where(IsExternal), scope, session);
        return copies;
    }

    private List<ChatMessage> WithNotes(List<ChatMessage> messages, ChatMessage notes)
    {
        // A history provider doesn't store messages that are marked as history.
        var source = _keepInHistory ? AgentRequestMessageSourceType.AIContextProvider : AgentRequestMessageSourceType.ChatHistory;
        var stamped = notes.WithAgentRequestMessageSource(source, GetType().FullName);
        var last = messages.FindLastIndex(static message => IsExternal(message) && Conversation.IsSaidByUser(message));
        List<ChatMessage> result = [.. messages];
        result.Insert(last < 0 ? result.Count : NotesPlace.Of(messages, last), stamped);
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
