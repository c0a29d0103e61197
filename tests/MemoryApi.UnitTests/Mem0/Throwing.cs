using System;

namespace MemoryApi.UnitTests.Mem0;

/// <summary>A progress that throws at one of its reports.</summary>
/// <param name="at">At which, from 1.</param>
/// <param name="before">What to do before.</param>
internal sealed class Throwing<T>(int at, Action? before = null) : IProgress<T>
{
    public InvalidOperationException Thrown { get; } = new("the display is gone");

    public int Reports { get; private set; }

    public void Report(T value)
    {
        if (++Reports == at)
        {
            before?.Invoke();
            throw Thrown;
        }
    }
}
