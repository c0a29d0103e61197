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
/// Gives an agent long-term memory: before each run it recalls what is known of the user, and after it, it stores what was said. One serves all sessions of an agent.
/// </summary>
/// <remarks>
/// It keeps nothing in the session: a session that is saved names no user, and one that comes back changed opens nobody's memories. The framework doesn't say when a stream is left early, so that such a
/// run isn't stored; where it should be, use <c>UseMem0Memory</c> on the agent's chat client instead.
/// </remarks>
public sealed class Mem0MemoryProvider : AIContextProvider
{
    private readonly Mem0Memory _memory;
    private readonly Func<AgentSession?, EntityScope?> _scope;
    private readonly bool _keepInHistory;
    private readonly bool _offerTools;

    /// <summary>Memory of one user.</summary>
    /// <param name="memory">The memory; the program disposes it.</param>
    /// <param name="scope">Whose memory it is.</param>
    /// <param name="options">How to work. Default: see <see cref="Mem0MemoryProviderOptions"/>.</param>
    /// <exception cref="ArgumentNullException">Memory or scope is <see langword="null"/>.</exception>
    public Mem0MemoryProvider(Mem0Memory memory, EntityScope scope, Mem0MemoryProviderOptions? options = null)
        : this(memory, Always(scope), options)
    {
    }

    /// <summary>Memory of the user of a run.</summary>
    /// <param name="memory">The memory; the program disposes it.</param>
    /// <param name="scope">
    /// Says whose memory a run has, e.g. that of the signed-in user; <see langword="null"/> for a run without memory. It is asked before and after each run, and its exceptions surface. Take it from the session only
    /// where no client can change the session.
    /// </param>
    /// <param name="options">How to work. Default: see <see cref="Mem0MemoryProviderOptions"/>.</param>
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

    /// <summary>None: nothing is kept in the session.</summary>
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

        // Without what other providers have recalled, and without the history: the run is about what its caller says.
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

        // No token of the caller: a response that was given counts, whatever becomes of the one who asked.
        return _scope(context.Session) is { } scope
            ? _memory.RememberAsync([.. context.RequestMessages.Where(IsExternal)], context.ResponseMessages ?? [], scope, CancellationToken.None)
            : default;
    }

    private List<ChatMessage> WithNotes(IReadOnlyList<ChatMessage> messages, ChatMessage notes)
    {
        // Providers of history don't store what comes from a history.
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
