using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>The member of a shorthand is a string of the request, and the only required member.</summary>
internal sealed class ShorthandConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        foreach (var operation in source.Operations())
        {
            if (operation.Node.Get(Extensions.Shorthand) is not { } shorthand)
            {
                continue;
            }

            var body = source.Resolve(operation.Node.Get("requestBody"));
            var request = source.Target(body.Get("content").Get("application/json").Get("schema"));
            var name = shorthand.ToString();
            var member = source.Target(request.Get("properties").Get(name));
            if (member.GetText("type") != "string" || member.GetText("format") is not null || member.Get("enum") is not null)
            {
                yield return At($"names {name}, which is no plain string of its request");
            }
            else if (request.Get("required").Items().Any(required => required.ToString() != name))
            {
                yield return At($"names {name}, but its request requires more than that");
            }

            // The overload has no request parameter, so its name may be used.
            var argument = ArgumentNames.Of(name, member.GetText(Extensions.Name));
            if (ArgumentNames.Fixed.Contains(argument) || operation.Node.Get("parameters").Items().Select(source.Resolve)
                .Any(parameter => ArgumentNames.Of(parameter.GetText("name") ?? string.Empty, parameter.GetText(Extensions.Name)) == argument))
            {
                yield return source.At(shorthand, DiagnosticCodes.Shorthand,
                    $"The x-shorthand of {operation.Id ?? operation.Path} names {name}, which would become {argument}, which another parameter of its method is called. Give the member or the parameter another name with x-name, or remove the shorthand.");
            }

            if (operation.Node.IsTrue("deprecated"))
            {
                yield return At("is of a deprecated operation, which nobody should begin to use");
            }

            Diagnostic At(string problem) => source.At(shorthand, DiagnosticCodes.Shorthand,
                $"The x-shorthand of {operation.Id ?? operation.Path} {problem}. Name the member that alone makes a request, or remove it.");
        }
    }
}
