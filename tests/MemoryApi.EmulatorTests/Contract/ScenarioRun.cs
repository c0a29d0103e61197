using System;
using System.Collections.Generic;

namespace MemoryApi.EmulatorTests;

/// <summary>What a scenario sent and got, and the operations that the emulator took its requests for.</summary>
internal sealed record ScenarioRun(IReadOnlyList<Exchange> Exchanges, IReadOnlyList<string?> Operations, Exception? Failure);
