using System.Collections.Generic;
using System.Diagnostics;

namespace MemoryApi.Mem0.AI;

/// <summary>A turn to store, with the span of its call.</summary>
internal sealed class Turn(IReadOnlyList<Message> messages, EntityScope scope)
{
    public IReadOnlyList<Message> Messages { get; } = messages;

    public EntityScope Scope { get; } = scope;

    public ActivityContext SaidIn { get; } = Activity.Current?.Context ?? default;
}
