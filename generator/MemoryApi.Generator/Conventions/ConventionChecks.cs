using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>All conventions, in the order in which they are checked.</summary>
internal static class ConventionChecks
{
    /// <summary>Without these the document can't be walked, so they are checked before the rest.</summary>
    private static readonly IReadOnlyList<IConvention> Structure = [new OpenApiVersionConvention(), new ReferenceConvention()];

    private static readonly IReadOnlyList<IConvention> Rules =
    [
        new SecurityConvention(),
        new OperationIdConvention(),
        new IdempotentConvention(),
        new ResponseConvention(),
        new SourceConvention(),
        new NamedSchemasConvention(),
        new ClosedRequestsConvention(),
        new TypeNamesConvention(),
        new MemberNamesConvention(),
        new ParameterNamesConvention(),
        new PatternConvention(),
        new DescribedConvention(),
        new ReplacementConvention(),
        new ShorthandConvention(),
    ];

    /// <exception cref="GenerationException">A convention is broken; all that are broken are told.</exception>
    public static void Run(SpecSource source)
    {
        Run(Structure, source);
        Run(Rules, source);
    }

    private static void Run(IReadOnlyList<IConvention> conventions, SpecSource source)
    {
        var broken = conventions.SelectMany(convention => convention.Check(source)).ToList();
        if (broken.Count > 0)
        {
            throw new GenerationException([.. broken.OrderBy(diagnostic => diagnostic.Line)]);
        }
    }
}
