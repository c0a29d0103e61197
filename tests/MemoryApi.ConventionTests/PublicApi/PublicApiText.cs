using System.IO;
using System.Reflection;
using PublicApiGenerator;

namespace MemoryApi.ConventionTests.PublicApi;

/// <summary>What an assembly offers to its users, as C# without bodies: the same text on every machine.</summary>
internal static class PublicApiText
{
    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,

        // Extension methods stand in the namespaces of what they extend.
        DenyNamespacePrefixes = [],

        // What only serializers, analyzers and trimming read. Older frameworks lack some of it, and others than these tests test it.
        ExcludeAttributes =
        [
            "Newtonsoft.Json.JsonConverterAttribute",
            "System.Text.Json.Serialization.JsonConverterAttribute",
            "System.Diagnostics.CodeAnalysis.RequiresDynamicCodeAttribute",
            "System.Diagnostics.CodeAnalysis.RequiresUnreferencedCodeAttribute",
            "System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessageAttribute",
            "System.Runtime.CompilerServices.OverloadResolutionPriorityAttribute",
        ],
    };

    /// <summary>Of an assembly for any framework; what it depends on is looked for beside it and beside the tests.</summary>
    public static string Of(string assembly)
    {
        var core = typeof(object).Assembly;
        using var context = new MetadataLoadContext(new PathAssemblyResolver([core.Location]), core.GetName().Name);
        return context.LoadFromAssemblyPath(Path.GetFullPath(assembly)).GeneratePublicApi(Options).ReplaceLineEndings("\n") + "\n";
    }
}
