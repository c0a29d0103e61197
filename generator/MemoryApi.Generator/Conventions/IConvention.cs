using System.Collections.Generic;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>A rule that every specification keeps; specs/README.md lists them.</summary>
internal interface IConvention
{
    IEnumerable<Diagnostic> Check(SpecSource source);
}
