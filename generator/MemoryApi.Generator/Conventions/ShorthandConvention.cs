using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Conventions;

/// <summary>The one member of a shorthand is a string of the request, and all that the request needs.</summary>
internal sealed class ShorthandConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        foreach (var operation in source.Operations())
        {
            if (operation.Node.Get("x-shorthand") is not { } shorthand)
            {
                continue;
            }

            var body = Resolve(source, operation.Node.Get("requestBody"));
            var request = Resolve(source, body.Get("content").Get("application/json").Get("schema"));
            var name = shorthand.ToString();
            var member = Resolve(source, request.Get("properties").Get(name));
            if (member.GetText("type") != "string" || member.GetText("format") is not null || member.Get("enum") is not null)
            {
                yield return At($"names {name}, which is no plain string of its request");
            }
            else if (request.Get("required").Items().Any(required => required.ToString() != name))
            {
                yield return At($"names {name}, but its request requires more than that");
            }

            if (operation.Node.Get("parameters").Items().Any(parameter => CSharpNames.Camel(Resolve(source, parameter).GetText("name") ?? string.Empty) == CSharpNames.Camel(name)))
            {
                yield return At($"names {name}, and a parameter has that name already");
            }

            if (operation.Node.IsTrue("deprecated"))
            {
                yield return At("is of a deprecated operation, which nobody should begin to use");
            }

            Diagnostic At(string problem) => source.At(shorthand, DiagnosticCodes.Shorthand,
                $"The x-shorthand of {operation.Id ?? operation.Path} {problem}. Name the member that alone makes a request, or remove it.");
        }
    }

    private static YamlNode? Resolve(SpecSource source, YamlNode? node) =>
        node.GetText("$ref") is { } reference ? Resolve(source, source.Find(reference)) : node;
}
