namespace MemoryApi.Generator.Models;

/// <summary>A generated file.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Toolchain">Name and version of NSwag.</param>
/// <param name="Types">The code of its types.</param>
internal sealed record FileModel(string Namespace, string Toolchain, string Types);
