using System.Collections.Generic;

namespace MemoryApi.ConventionTests.PublicApi;

/// <summary>The names of the type parameters that a signature may mean.</summary>
internal sealed record ApiGenericNames(IReadOnlyList<string> OfType, IReadOnlyList<string> OfMethod);
