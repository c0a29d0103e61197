using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>A path has no query, and its parameters are those that its operations declare.</summary>
internal sealed partial class PathConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        foreach (var (key, path, _) in source.Root.Get("paths").Members())
        {
            if (!path.StartsWith('/') && !path.StartsWith("x-", StringComparison.Ordinal))
            {
                yield return source.At(key, DiagnosticCodes.Path, $"The path {path} must begin with a slash.");
            }

            if (path.IndexOfAny(['?', '#']) >= 0)
            {
                yield return source.At(key, DiagnosticCodes.Path, $"The path {path} has a query or a fragment. Declare the query's parameters with in: query.");
            }
        }

        foreach (var operation in source.Operations())
        {
            var named = Parameter().Matches(operation.Path).Select(match => match.Groups[1].Value).ToHashSet();
            var declared = new HashSet<string>();
            foreach (var (node, parameter) in operation.Node.Get("parameters").Items()
                .Concat(source.Root.Get("paths").Get(operation.Path).Get("parameters").Items())
                .Select(node => (node, source.Resolve(node))))
            {
                if (parameter.GetText("in") != "path" || parameter.GetText("name") is not { } name)
                {
                    continue;
                }

                declared.Add(name);
                if (!named.Contains(name))
                {
                    yield return source.At(node, DiagnosticCodes.Path, $"The path {operation.Path} doesn't contain {{{name}}}. Correct the name of the parameter, or the path.");
                }

                if (!parameter.IsTrue("required"))
                {
                    yield return source.At(node, DiagnosticCodes.Path, $"The parameter {name} is part of the path {operation.Path}, so it must say required: true.");
                }
            }

            foreach (var name in named.Except(declared))
            {
                yield return source.At(operation.Key, DiagnosticCodes.Path,
                    $"{operation.Id ?? operation.Path} doesn't declare the parameter {name} of its path. Add it with in: path and required: true.");
            }
        }
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Parameter();
}
