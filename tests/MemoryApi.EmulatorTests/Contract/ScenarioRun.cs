using System;
using System.Collections.Generic;

namespace MemoryApi.EmulatorTests;

/// <summary>The requests and responses of a scenario, and the operations that the emulator recognized in its requests.</summary>
internal sealed record ScenarioRun(IReadOnlyList<Exchange> Exchanges, IReadOnlyList<string?> Operations, Exception? Failure);
