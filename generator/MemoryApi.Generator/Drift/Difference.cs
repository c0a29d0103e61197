namespace MemoryApi.Generator.Drift;

/// <summary>One thing that two specifications say differently.</summary>
/// <param name="Kind">One of <see cref="DifferenceKinds"/>.</param>
/// <param name="Operation">Method and path.</param>
/// <param name="At">A parameter, body, member or status; <c>-</c> for the operation itself.</param>
/// <param name="Detail">What each side says, where the kind doesn't tell.</param>
internal sealed record Difference(string Kind, string Operation, string At, string Detail = "");
