using System.Collections.Generic;

namespace MemoryApi.Generator.Naming;

/// <summary>Names of the parameters of generated methods: <c>memory_id</c> is <c>memoryId</c> unless <c>x-name</c> says otherwise; the body is <c>request</c>.</summary>
internal static class ArgumentNames
{
    /// <summary>The body.</summary>
    public const string Request = "request";

    /// <summary>The parameters that each method has besides its own.</summary>
    public static readonly IReadOnlySet<string> Fixed = new HashSet<string> { "options", "cancellationToken" };

    /// <summary>The arguments of the generated call for a page.</summary>
    public static readonly IReadOnlySet<string> OfPaging = new HashSet<string> { "position", "token", "isExact" };

    public static string Of(string wireName, string? declared) => CSharpNames.Camel(declared ?? wireName);
}
