using System.Collections.Generic;

namespace MemoryApi.Generator.Drift;

/// <summary>The parts of an operation that are compared.</summary>
/// <param name="Parameters">By place and name, such as <c>query.page</c>.</param>
/// <param name="Request">The JSON body, if there is one.</param>
/// <param name="Responses">The JSON bodies by status.</param>
internal sealed record ComparedOperation(
    IReadOnlyDictionary<string, ApiMember> Parameters, ApiMember? Request, IReadOnlyDictionary<string, ApiSchema> Responses);

/// <summary>A parameter, a body or a part of a body.</summary>
internal sealed record ApiMember(ApiSchema Schema, bool IsRequired);
