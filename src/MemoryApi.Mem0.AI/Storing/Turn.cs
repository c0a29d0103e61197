using System.Collections.Generic;
using System.Diagnostics;

namespace MemoryApi.Mem0.AI;

/// <summary>A turn to store, and the span of the call that it was said in.</summary>
internal sealed class Turn(IReadOnlyList<Message> messages, EntityScope scope)
{
    public IReadOnlyList<Message> Messages { get; } = messages;

    public EntityScope Scope { get; } = scope;

    public ActivityContext SaidIn { get; } = Activity.Current?.Context ?? default;
}
