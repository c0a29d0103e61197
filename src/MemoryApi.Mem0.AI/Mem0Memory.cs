using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// Long-term memory for chat clients and agents: it recalls what is known of a user, and stores what is said, in the background and in order. One serves all users of a program, and may be used by many calls at a time.
/// </summary>
/// <remarks>When the service fails, turns go on without memory; <see cref="Mem0MemoryOptions"/> says what becomes of what should be stored. Dispose it at the end, so that what is queued is sent.</remarks>
public class Mem0Memory : IAsyncDisposable
{
    private readonly Mem0MemoryOptions _options;
    private readonly Connected? _connected;

    /// <summary>Memory in the service.</summary>
    /// <param name="client">The client. It is not disposed with the memory: dispose it later.</param>
    /// <param name="options">How to recall and store. Default: see <see cref="Mem0MemoryOptions"/>.</param>
    /// <param name="loggerFactory">Where to log; no texts, ids or keys are. Default: nowhere.</param>
    /// <exception cref="ArgumentNullException">The client is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An option is out of its range; the message names all that are.</exception>
    public Mem0Memory(Mem0Client client, Mem0MemoryOptions? options = null, ILoggerFactory? loggerFactory = null)
    {
        Require.NotNull(client, nameof(client));
        _options = Mem0MemoryOptionsRules.Checked(options, nameof(options));
        _connected = new Connected(client, _options, new MemoryLog(loggerFactory, _options.TimeProvider));
    }

    /// <summary>For mocks: override what a test uses. What is not overridden recalls and stores nothing.</summary>
    protected Mem0Memory() => _options = new Mem0MemoryOptions();

    /// <summary>Finds what is known, best first, within <see cref="Mem0MemoryOptions.MaxMemories"/> and <see cref="Mem0MemoryOptions.MaxCharacters"/>.</summary>
    /// <param name="query">What to look for. Nothing is looked for when it is blank.</param>
    /// <param name="scope">Whose memories to look at: those of its user, where it names one.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The memories; none when the service fails, unless <see cref="Mem0MemoryOptions.ThrowOnFailure"/> is set.</returns>
    /// <exception cref="ArgumentNullException">Query or scope is <see langword="null"/>.</exception>
    public virtual async Task<IReadOnlyList<RecalledMemory>> RecallAsync(string query, EntityScope scope, CancellationToken cancellationToken = default)
    {
        Require.NotNull(query, nameof(query));
        Require.NotNull(scope, nameof(scope));
        if (_connected is null)
        {
            return [];
        }

        try
        {
            return await _connected.Recaller.SearchAsync(query, scope, _options.MaxMemories, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _connected.Log.RecallFailed(exception);
            if (_options.ThrowOnFailure)
            {
                throw;
            }

            return [];
        }
    }

    /// <summary>
    /// Recalls for a turn and makes the message that tells the model of it. For what connects memory with another framework, which puts it directly before the last message of the user and calls
    /// <see cref="RememberAsync"/> when the turn is over; until then <c>UseMem0Memory</c> leaves that message alone.
    /// </summary>
    /// <param name="messages">The messages of the turn; the last one of the user is what it is about.</param>
    /// <param name="scope">Whose turn it is.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>
    /// A message of the user or, with <see cref="MemoryPlacement.Instructions"/>, one of the system, whose text belongs to the instructions; <see langword="null"/> when nothing is known.
    /// </returns>
    /// <exception cref="ArgumentNullException">Messages or scope are <see langword="null"/>.</exception>
    public virtual async Task<ChatMessage?> CreateNotesAsync(IEnumerable<ChatMessage> messages, EntityScope scope, CancellationToken cancellationToken = default)
    {
        Require.NotNull(messages, nameof(messages));
        Require.NotNull(scope, nameof(scope));
        var list = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var notes = await RecallNotesAsync(list, scope, cancellationToken).ConfigureAwait(false);
        if (Conversation.LastUserMessage(list) is var last and >= 0)
        {
            HandledMessages.Add(list[last]);
        }

        return notes;
    }

    /// <summary>
    /// Stores a turn: what the user said since the last response, and the text of the response. In the background unless <see cref="Mem0MemoryOptions.StoreInBackground"/> is off; then it waits only while the queue
    /// is full. A turn that can't be stored is logged and goes to <see cref="Mem0MemoryOptions.OnUnstored"/>.
    /// </summary>
    /// <param name="requestMessages">What the model was asked; only the part since the last response counts. A turn without text of the user isn't stored.</param>
    /// <param name="responseMessages">What it responded.</param>
    /// <param name="scope">Whose turn it is.</param>
    /// <param name="cancellationToken">Cancels the wait. A turn that was queued is stored all the same.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public virtual ValueTask RememberAsync(
        IEnumerable<ChatMessage> requestMessages, IEnumerable<ChatMessage> responseMessages, EntityScope scope, CancellationToken cancellationToken = default)
    {
        Require.NotNull(requestMessages, nameof(requestMessages));
        Require.NotNull(responseMessages, nameof(responseMessages));
        Require.NotNull(scope, nameof(scope));
        var request = requestMessages as IReadOnlyList<ChatMessage> ?? [.. requestMessages];
        if (Conversation.LastUserMessage(request) is var last and >= 0)
        {
            HandledMessages.Remove(request[last]);
        }

        if (_connected is null || !_options.StoreTurns)
        {
            return default;
        }

        var messages = TurnMessages.Of(request, responseMessages, _options);
        return messages.Count == 0 ? default : new ValueTask(_connected.Store.StoreAsync(new Turn(messages, scope), cancellationToken));
    }

    /// <summary>Waits until all turns that were queued before are sent or handed back. What the service extracts of them comes later.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public virtual Task FlushAsync(CancellationToken cancellationToken = default) => _connected?.Store.FlushAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>
    /// Makes functions with which a model looks up, notes and forgets by itself. Their scope is fixed here: no argument of a model changes it. Set
    /// <see cref="Mem0MemoryOptions.StoreTurns"/> to <see langword="false"/> where a model notes by itself, else facts are stored twice.
    /// </summary>
    /// <param name="scope">Whose memories the functions see and change.</param>
    /// <param name="options">Which functions there are. Default: all, and forgetting needs approval.</param>
    /// <exception cref="ArgumentNullException">The scope is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public virtual IReadOnlyList<AIFunction> CreateTools(EntityScope scope, Mem0ToolOptions? options = null)
    {
        Require.NotNull(scope, nameof(scope));
        options ??= new Mem0ToolOptions();
        options.Check(nameof(options));
        return _connected is null ? [] : new MemoryTools(_connected.Client, _connected.Recaller, _connected.Log, scope, options).Create();
    }

    /// <summary>Sends what is queued, for at most <see cref="Mem0MemoryOptions.DrainTimeout"/>, and hands back the rest. Turns that come later are handed back at once.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync(CancellationToken.None).ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes it within the time that a host gives.</summary>
    internal Task CloseAsync(CancellationToken giveUp) => _connected?.Store.CloseAsync(giveUp) ?? Task.CompletedTask;

    /// <summary>The notes that the model receives about earlier conversations.</summary>
    internal async ValueTask<ChatMessage?> RecallNotesAsync(IReadOnlyList<ChatMessage> messages, EntityScope scope, CancellationToken cancellationToken)
    {
        var query = _options.Query is { } make ? make(messages)
            : Conversation.LastUserMessage(messages) is var last and >= 0 ? messages[last].Text
            : null;
        return NotesMessage.Of(await RecallAsync(query ?? "", scope, cancellationToken).ConfigureAwait(false), _options);
    }

    /// <summary>What needs a client.</summary>
    private sealed class Connected(Mem0Client client, Mem0MemoryOptions options, MemoryLog log)
    {
        public Mem0Client Client { get; } = client;

        public MemoryLog Log { get; } = log;

        public Recaller Recaller { get; } = new(client, options);

        public TurnStore Store { get; } = new(client, options, log);
    }
}
