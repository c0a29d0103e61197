namespace MemoryApi.Generator;

/// <summary>One file of a client.</summary>
/// <param name="Concept">What is in it: part of its name.</param>
/// <param name="Code">Its content.</param>
internal sealed record GeneratedFile(string Concept, string Code);
