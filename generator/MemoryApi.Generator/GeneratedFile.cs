namespace MemoryApi.Generator;

/// <summary>One file of a client.</summary>
/// <param name="Concept">The concept of the file's content, which is part of the file's name, e.g. <c>Models</c>.</param>
/// <param name="Code">Its content.</param>
internal sealed record GeneratedFile(string Concept, string Code);
