using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// Recalls memories before each turn (<see cref="TurnNotes"/>) and stores the turn after it (<see cref="Mem0Memory.RememberAsync"/>). It works outside and inside of
/// the client that invokes functions.
/// </summary>
internal sealed class MemoryChatClient(IChatClient innerClient, Mem0Memory memory, Func<ChatOptions?, EntityScope?> scope) : DelegatingChatClient(innerClient)
{
    private readonly TurnNotes _notes = new(memory);
    private readonly MessageScopes _said = new();
    private readonly MessageScopes _open = new();
    private readonly bool _isAroundAnother = innerClient.GetService(typeof(MemoryChatClient)) is not null;

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = await BeginAsync(messages, options, cancellationToken).ConfigureAwait(false);
        var response = await base.GetResponseAsync(call.Messages, call.Options, cancellationToken).ConfigureAwait(false);
        if (call.Scope is not null)
        {
            await EndAsync(call, response, isLeft: false).ConfigureAwait(false);
        }

        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var call = await BeginAsync(messages, options, cancellationToken).ConfigureAwait(false);
        var updates = new ReceivedUpdates();
        var isAsking = false;
        var isComplete = false;
        var stream = base.GetStreamingResponseAsync(call.Messages, call.Options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                while (true)
                {
                    isAsking = true;
                    isComplete = !await stream.MoveNextAsync().ConfigureAwait(false);
                    isAsking = false;
                    if (isComplete)
                    {
                        break;
                    }

                    if (call.Scope is not null)
                    {
                        updates.Add(stream.Current);
                    }

                    yield return stream.Current;
                }
            }
            finally
            {
                // When the consumer leaves a stream early, the part that it has received is stored. When a stream fails, nothing is stored.
                var isLeft = !isComplete && (!isAsking || cancellationToken.IsCancellationRequested);
                if (call.Scope is not null && (isComplete || (isLeft && updates.Count > 0)))
                {
                    await EndAsync(call, updates.ToResponse(), isLeft).ConfigureAwait(false);
                }
            }
        }
    }

    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(Mem0Memory) ? memory : base.GetService(serviceType, serviceKey);

    private async ValueTask<Call> BeginAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        if (messages is null)
        {
            throw new ArgumentNullException(nameof(messages));
        }

        // The list is copied, since a program may add messages to its list while the model responds. They don't belong to this turn.
        List<ChatMessage> list = [.. messages];
        var own = CallScope.Of(options) is { } given ? given.Scope : scope(options);

        // Of several memories around one model, only the outermost works, also when it has no scope or finds nothing.
        var cleaned = _isAroundAnother ? CallScope.Set(options ?? new ChatOptions(), null) : CallScope.Remove(options);
        var last = Conversation.LastUserMessage(list);
        NoteWhoSaid(list, last, own);
        if (own is null || IsContinued(options) || IsHandled(list, last) || IsOfAnother(list, last, own))
        {
            return new Call(list, list, cleaned, null);
        }

        var notes = await _notes.GetAsync(list, last, own, cancellationToken).ConfigureAwait(false);
        if (notes is null)
        {
            return new Call(list, list, cleaned, own);
        }

        if (notes.Role == ChatRole.System)
        {
            var instructed = cleaned?.Clone() ?? new ChatOptions();
            instructed.Instructions = string.IsNullOrEmpty(instructed.Instructions) ? notes.Text : instructed.Instructions + "\n\n" + notes.Text;
            return new Call(list, list, instructed, own);
        }

        var injected = new List<ChatMessage>(list.Count + 1);
        injected.AddRange(list);
        injected.Insert(NotesPlace.Of(list, last), notes);
        return new Call(list, injected, cleaned, own);
    }

    /// <summary>Stores the turn, or keeps it open if the response asks for something.</summary>
    private ValueTask EndAsync(in Call call, ChatResponse response, bool isLeft)
    {
        var scope = call.Scope!;
        var last = Conversation.LastUserMessage(call.Said);
        if (last < 0)
        {
            return default;
        }

        var first = TurnStart.Of(
            call.Said,
            last,
            (Open: _open, Said: _said, Scope: scope),
            static (_, _) => false,
            static (turn, message) => turn.Open.Contains(message, turn.Scope),
            static (turn, message) => turn.Said.IsOfAnother(message, turn.Scope));
        var turn = new List<ChatMessage>();
        for (var i = first; i < call.Said.Count; i++)
        {
            // A program may have repeated messages in its list.
            if (!turn.Contains(call.Said[i]))
            {
                turn.Add(call.Said[i]);
            }
        }

        if (!isLeft && Conversation.IsWaiting(response))
        {
            foreach (var message in turn)
            {
                if (Conversation.IsSaidByUser(message))
                {
                    _open.Add(message, scope);
                }
            }

            return default;
        }

        _notes.Forget(call.Said, scope);

        // The caller's token isn't passed on: a received response is stored even if the caller cancels afterwards.
        return memory.RememberAsync(turn, response.Messages, scope, CancellationToken.None);
    }

    /// <summary>
    /// Notes who has written a message, also in a call that has no memory or fails. In a turn that has already begun, this is the user of the first call that has the
    /// message: older versions of the client that invokes functions put the results of approved calls behind what was said beside the approval.
    /// </summary>
    private void NoteWhoSaid(IReadOnlyList<ChatMessage> messages, int last, EntityScope? scope)
    {
        if (last >= 0 && (!Conversation.IsUnderWay(messages, last) || !_said.IsKnown(messages[last])))
        {
            _said.Add(messages[last], scope);
        }
    }

    /// <summary>Whether another user has begun the turn, and this user only approves a tool call in it. Then nothing of the turn is stored for this user.</summary>
    private bool IsOfAnother(IReadOnlyList<ChatMessage> messages, int last, EntityScope scope) => last >= 0 && _said.IsOfAnother(messages[last], scope);

    // A call with a continuation token fetches the rest of a background response. An earlier call has already recalled and stored for that turn.
#pragma warning disable MEAI001 // Experimental in the lowest supported version; it became stable without a change.
    private static bool IsContinued(ChatOptions? options) => options?.ContinuationToken is not null;
#pragma warning restore MEAI001

    private static bool IsHandled(IReadOnlyList<ChatMessage> messages, int lastUserMessage) =>
        lastUserMessage >= 0
        && (HandledMessages.Contains(messages[lastUserMessage])
            || (NotesPlace.Of(messages, lastUserMessage) is var place && (IsNotes(messages, place - 1) || IsNotes(messages, place))));

    private static bool IsNotes(IReadOnlyList<ChatMessage> messages, int index) => index >= 0 && index < messages.Count && NotesMark.IsOn(messages[index]);

    /// <summary>A call to the model.</summary>
    /// <param name="said">The caller's messages.</param>
    /// <param name="messages">The messages for the model, with the recalled memories.</param>
    /// <param name="options">The options for the model.</param>
    /// <param name="scope">The owner of the memory; <see langword="null"/> for a call without memory.</param>
    private readonly struct Call(IReadOnlyList<ChatMessage> said, IReadOnlyList<ChatMessage> messages, ChatOptions? options, EntityScope? scope)
    {
        public IReadOnlyList<ChatMessage> Said { get; } = said;

        public IReadOnlyList<ChatMessage> Messages { get; } = messages;

        public ChatOptions? Options { get; } = options;

        public EntityScope? Scope { get; } = scope;
    }
}
