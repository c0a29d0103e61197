using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>All conventions, in the order in which they are checked.</summary>
internal static class ConventionChecks
{
    /// <summary>Each step relies on the steps before it, so it only runs when these find no mistakes.</summary>
    private static readonly IReadOnlyList<IReadOnlyList<IConvention>> Steps =
    [
        [new OpenApiVersionConvention()],
        [new KeywordConvention(), new ReferenceConvention()],
        [
            new SecurityConvention(),
            new PathConvention(),
            new OperationIdConvention(),
            new IdempotentConvention(),
            new ResponseConvention(),
            new ExampleConvention(),
            new SourceConvention(),
            new SchemaConvention(),
            new NamedSchemasConvention(),
            new ClosedRequestsConvention(),
            new TypeNamesConvention(),
            new MemberNamesConvention(),
            new ParameterNamesConvention(),
            new DescribedConvention(),
            new ReplacementConvention(),
            new ShorthandConvention(),
            new PaginationConvention(),
            new ExtensionTargetsConvention(),
        ],
    ];

    /// <exception cref="GenerationException">A convention is violated. The exception lists all violations.</exception>
    public static void Run(SpecSource source)
    {
        foreach (var step in Steps)
        {
            Run(step, source);
        }
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
