using System;

namespace MemoryApi.Quickstart;

/// <summary>Prints each step with its calls, and whether its result was as expected.</summary>
internal sealed class StepAccount(WireLog wire)
{
    private int _steps;
    private int _failures;

    public void Title(string title)
    {
        Console.WriteLine();
        Console.WriteLine(title);
    }

    /// <summary>Prints one step and counts it.</summary>
    /// <param name="what">The action and its result.</param>
    /// <param name="holds">Whether the result is as expected.</param>
    public void Step(string what, bool holds)
    {
        _steps++;
        Console.WriteLine($"  {(holds ? "ok  " : "FAIL")} {what}");
        var calls = wire.Take();
        for (var i = 0; i < calls.Count; i++)
        {
            // Waiting repeats one call many times. Equal calls in a row are printed once.
            if (i + 1 == calls.Count || calls[i] != calls[i + 1])
            {
                Console.WriteLine($"         {calls[i]}");
            }
        }

        _failures += holds ? 0 : 1;
    }

    public void Fail(string why)
    {
        _failures++;
        Console.WriteLine($"  FAIL {why}");
    }

    /// <summary>Prints the totals and returns the exit code of the program.</summary>
    public int Close()
    {
        Console.WriteLine();
        Console.WriteLine(_failures == 0 ? $"All {_steps} steps held what they expect." : $"{_failures} of {_steps} steps did not hold what they expect.");
        return _failures == 0 ? 0 : 1;
    }
}
