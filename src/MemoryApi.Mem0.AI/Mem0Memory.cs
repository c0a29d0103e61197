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
/// Long-term memory for chat clients and agents. It recalls memories of a user, and stores turns in the background and in order. One instance serves all users of a
/// program, and is safe for parallel calls.
/// </summary>
/// <remarks>
/// When the service fails, turns continue without memory. <see cref="Mem0MemoryOptions"/> controls what happens to turns that can't be stored. Dispose the memory at
/// the end of the program, so that it sends the queued turns.
/// </remarks>
public class Mem0Memory : IAsyncDisposable, IDisposable
{
    private readonly Mem0MemoryOptions _options;
    private readonly Connected? _connected;

    /// <summary>Creates a memory on a client.</summary>
    /// <param name="client">The client. The memory doesn't dispose it: dispose it after the memory.</param>
    /// <param name="options">How to recall and store. Default: see <see cref="Mem0MemoryOptions"/>.</param>
    /// <param name="loggerFactory">Creates the logger. No texts, ids or keys are logged. Default: no logs.</param>
    /// <exception cref="ArgumentNullException">The client is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An option is out of range. The message lists all such options.</exception>
    public Mem0Memory(Mem0Client client, Mem0MemoryOptions? options = null, ILoggerFactory? loggerFactory = null)
    {
        Require.NotNull(client, nameof(client));
        _options = Mem0MemoryOptionsRules.Checked(options, nameof(options));
        _connected = new Connected(client, _options, new MemoryLog(loggerFactory, _options.TimeProvider));
    }

    /// <summary>For mocks: override the methods that a test uses. The other methods recall and store nothing.</summary>
    protected Mem0Memory() => _options = new Mem0MemoryOptions();

    /// <summary>Searches for memories, best first, within <see cref="Mem0MemoryOptions.MaxMemories"/> and <see cref="Mem0MemoryOptions.MaxCharacters"/>.</summary>
    /// <param name="query">The query. A blank query finds nothing.</param>
    /// <param name="scope">Whose memories to search: those of its user, if it names one.</param>
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
    /// Recalls memories for a turn, and creates a message with them for the model. Use this to connect another framework: put the message directly before the user's
    /// last message, and call <see cref="RememberAsync"/> when the turn is over. Until then, <c>UseMem0Memory</c> ignores calls whose last message from the user is
    /// the same object. So give each turn its own object, e.g. with <see cref="ChatMessage.Clone"/>.
    /// </summary>
    /// <param name="messages">The messages of the turn. By default, the user's last message is the query.</param>
    /// <param name="scope">The owner of the memory.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>
    /// A message with the user's role. With <see cref="MemoryPlacement.Instructions"/>, it has the system's role, and its text belongs in the instructions.
    /// <see langword="null"/> when no memory was found.
    /// </returns>
    /// <exception cref="ArgumentNullException">Messages or scope are <see langword="null"/>.</exception>
    public virtual async Task<ChatMessage?> CreateNotesAsync(IEnumerable<ChatMessage> messages, EntityScope scope, CancellationToken cancellationToken = default)
    {
        Require.NotNull(messages, nameof(messages));
        Require.NotNull(scope, nameof(scope));
        List<ChatMessage> list = [.. messages];
        var notes = await RecallNotesAsync(list, scope, cancellationToken).ConfigureAwait(false);
        if (Conversation.LastUserMessage(list) is var last and >= 0)
        {
            HandledMessages.Add(list[last]);
        }

        return notes;
    }

    /// <summary>
    /// Stores a turn: the user's messages since the last complete response, and the texts of the model. A response that asks for a tool result or an approval
    /// isn't complete, so call this only after the response that ends the turn. The turn is queued and stored in the background, so this waits only while the
    /// queue is full. Without <see cref="Mem0MemoryOptions.StoreInBackground"/>, it sends the turn before it returns. A turn that can't be stored is logged and
    /// passed to <see cref="Mem0MemoryOptions.OnUnstored"/>.
    /// </summary>
    /// <param name="requestMessages">
    /// The messages to the model. Only the part since the last complete response is stored. A turn without text from the user isn't stored, and neither is the
    /// continuation of a stored turn without a new message from the user.
    /// </param>
    /// <param name="responseMessages">The model's response.</param>
    /// <param name="scope">The owner of the memory.</param>
    /// <param name="cancellationToken">Cancels the wait. A queued turn is stored nevertheless.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public virtual ValueTask RememberAsync(
        IEnumerable<ChatMessage> requestMessages, IEnumerable<ChatMessage> responseMessages, EntityScope scope, CancellationToken cancellationToken = default)
    {
        Require.NotNull(requestMessages, nameof(requestMessages));
        Require.NotNull(responseMessages, nameof(responseMessages));
        Require.NotNull(scope, nameof(scope));
        var request = requestMessages as IReadOnlyList<ChatMessage> ?? [.. requestMessages];
        var last = Conversation.LastUserMessage(request);
        if (last < 0)
        {
            return default;
        }

        HandledMessages.Remove(request[last]);
        return _connected is null || !_options.StoreTurns ? default : StoreAsync(_connected, request, last, responseMessages, scope, cancellationToken);
    }

    /// <summary>Waits until all queued turns are sent or passed to <see cref="Mem0MemoryOptions.OnUnstored"/>. The service extracts memories from them later.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public virtual Task FlushAsync(CancellationToken cancellationToken = default) => _connected?.Store.FlushAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>
    /// Creates functions with which a model can search, add and delete memories itself. The scope is fixed here, and no argument of the model changes it. Set
    /// <see cref="Mem0MemoryOptions.StoreTurns"/> to <see langword="false"/> if the model adds memories itself; otherwise facts are stored twice.
    /// </summary>
    /// <param name="scope">Whose memories the functions can use.</param>
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

    /// <summary>
    /// Sends the queued turns, for at most <see cref="Mem0MemoryOptions.DrainTimeout"/>, and passes the rest to <see cref="Mem0MemoryOptions.OnUnstored"/>.
    /// Turns that arrive later aren't sent, but passed to it immediately.
    /// </summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync(CancellationToken.None).ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Does the same as <see cref="DisposeAsync"/>, but blocks the thread meanwhile, for at most <see cref="Mem0MemoryOptions.DrainTimeout"/>. It exists for service
    /// providers that are disposed without <c>await</c>. <see cref="Mem0MemoryOptions.OnUnstored"/> must not call it.
    /// </summary>
    public virtual void Dispose()
    {
        CloseAsync(CancellationToken.None).GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the memory within the shutdown time of a host.</summary>
    internal Task CloseAsync(CancellationToken giveUp) => _connected?.Store.CloseAsync(giveUp) ?? Task.CompletedTask;

    /// <summary>Recalls the notes about earlier conversations that the model receives.</summary>
    internal async ValueTask<ChatMessage?> RecallNotesAsync(IReadOnlyList<ChatMessage> messages, EntityScope scope, CancellationToken cancellationToken)
    {
        var query = _options.Query is { } make ? make(messages) : DefaultQuery(messages);
        return NotesMessage.Of(await RecallAsync(query ?? "", scope, cancellationToken).ConfigureAwait(false), _options);
    }

    // A message that must not be stored must not reach the service as a query either.
    private string? DefaultQuery(IReadOnlyList<ChatMessage> messages) =>
        Conversation.LastUserMessage(messages) is var last and >= 0 && _options.StoreFilter?.Invoke(messages[last]) != false ? messages[last].Text : null;

    private ValueTask StoreAsync(
        Connected connected, IReadOnlyList<ChatMessage> request, int last, IEnumerable<ChatMessage> response, EntityScope scope, CancellationToken cancellationToken)
    {
        // The user's last message was stored already, and a complete response follows it: the model only continues that response. As the last message of the
        // request, a stored message isn't a continuation, but begins a new turn: the program has sent the same object again.
        if (request.Count - 1 > last && TurnStart.EndsTurn(request[request.Count - 1]) && connected.Stored.Contains(request[last], scope))
        {
            return default;
        }

        var first = TurnStart.Of(
            request,
            last,
            (connected.Stored, Scope: scope),
            static (turn, message) => turn.Stored.Contains(message, turn.Scope),
            static (_, _) => true,
            static (_, _) => false);
        var messages = TurnMessages.Of(request, first, response, _options);
        if (messages.Count == 0)
        {
            return default;
        }

        for (var i = first; i <= last; i++)
        {
            connected.Stored.Add(request[i], scope);
        }

        return new ValueTask(connected.Store.StoreAsync(new Turn(messages, scope), cancellationToken));
    }

    /// <summary>The parts that need a client. A mock has none.</summary>
    private sealed class Connected(Mem0Client client, Mem0MemoryOptions options, MemoryLog log)
    {
        public Mem0Client Client { get; } = client;

        public MemoryLog Log { get; } = log;

        public Recaller Recaller { get; } = new(client, options);

        public TurnStore Store { get; } = new(client, options, log);

        public StoredMessages Stored { get; } = new();
    }
}
