using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>A path begins with a slash, and its braces are balanced.</summary>
internal sealed partial class PathFormConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source) => source.Root.Get("paths").Members()
        .Where(path => !path.Name.StartsWith("x-", StringComparison.Ordinal) && !Form().IsMatch(path.Name))
        .Select(path => source.At(path.Key, DiagnosticCodes.Path,
            $"The path {path.Name} isn't one. It begins with a slash, has neither query nor fragment, and each parameter stands in braces."));

    [GeneratedRegex(@"^/([^{}?#]|\{[^{}]+\})*$")]
    private static partial Regex Form();
}
