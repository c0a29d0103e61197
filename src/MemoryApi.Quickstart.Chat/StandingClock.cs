using System;

namespace MemoryApi.Quickstart.Chat;

/// <summary>A clock that does not advance, so that the program prints the same on any day.</summary>
internal sealed class StandingClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
}
