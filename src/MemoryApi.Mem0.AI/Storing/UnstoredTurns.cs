using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace MemoryApi.Mem0.AI;

/// <summary>Handles turns that could not be stored: logs and counts them, and calls <see cref="Mem0MemoryOptions.OnUnstored"/>.</summary>
internal sealed class UnstoredTurns(Func<UnstoredTurn, ValueTask>? handler, MemoryLog log)
{
    public async Task HandBackAsync(Turn turn, string reason, Exception? failure, bool mayHaveBeenStored)
    {
        MemoryInstruments.Unstored.Add(1, new KeyValuePair<string, object?>(Mem0MemoryDiagnostics.ReasonTag, reason));
        log.TurnNotStored(reason, failure);
        if (handler is null)
        {
            return;
        }

        try
        {
            await handler(new UnstoredTurn(turn.Messages, turn.Scope, failure, mayHaveBeenStored)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.HandlerFailed(exception);
        }
    }
}
