using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>The checks for other authors' documents: what must be in any document, and, after its completion, whether the extensions are valid.</summary>
internal static class EssentialChecks
{
    private static readonly IConvention[] OfDocument = [new ReadableVersionConvention(), new StructureConvention(), new ReferenceConvention(), new PathFormConvention()];

    private static readonly IConvention[] OfExtensions = [new ExtensionTargetsConvention(), new ShorthandConvention(), new PaginationConvention()];

    /// <exception cref="GenerationException">Something is missing. The exception lists everything that is.</exception>
    public static void Run(SpecSource source) => Run(OfDocument, source);

    /// <exception cref="GenerationException">An extension names something that doesn't exist.</exception>
    public static void RunCompleted(SpecSource source) => Run(OfExtensions, source);

    private static void Run(IConvention[] conventions, SpecSource source)
    {
        foreach (var convention in conventions)
        {
            var broken = convention.Check(source).ToList();
            if (broken.Count > 0)
            {
                throw new GenerationException([.. broken.OrderBy(diagnostic => diagnostic.Line)]);
            }
        }
    }
}
