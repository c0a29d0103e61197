using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>What any document must have: nothing can be generated without it.</summary>
internal static class EssentialChecks
{
    /// <exception cref="GenerationException">Something is missing; all that is missing is told.</exception>
    public static void Run(SpecSource source)
    {
        foreach (var convention in new IConvention[] { new ReadableVersionConvention(), new StructureConvention(), new ReferenceConvention(), new PathFormConvention() })
        {
            var broken = convention.Check(source).ToList();
            if (broken.Count > 0)
            {
                throw new GenerationException([.. broken.OrderBy(diagnostic => diagnostic.Line)]);
            }
        }
    }
}
