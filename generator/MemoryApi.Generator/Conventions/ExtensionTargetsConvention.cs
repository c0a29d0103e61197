using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Conventions;

/// <summary>The members and parameters that <c>x-envelope</c> and <c>x-exactly-one-of</c> name exist.</summary>
internal sealed class ExtensionTargetsConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source) => source.Places()
        .Where(place => place.Shape == OpenApiShape.Schema)
        .SelectMany(place => EnvelopeProblems(place.Node))
        .Concat(source.Operations().SelectMany(operation => ExactlyOneProblems(source, operation)))
        .Select(problem => source.At(problem.Place, DiagnosticCodes.Extension, problem.Text));

    private static IEnumerable<(YamlNode Place, string Text)> EnvelopeProblems(YamlNode schema)
    {
        if (schema.Get(Extensions.Envelope) is not { } envelope)
        {
            yield break;
        }

        if (!envelope.Members().Any())
        {
            yield return (envelope, "The x-envelope is empty. Name the member with the result as value, or the one that lists errors as errors.");
        }

        foreach (var (key, name, member) in envelope.Members())
        {
            if (name is not ("value" or "errors"))
            {
                yield return (key, $"The x-envelope has {name}, which means nothing. Correct or remove it; it takes value and errors.");
            }
            else if (schema.Get("properties").Get(member.ToString()) is null)
            {
                yield return (member, $"The x-envelope names {member} as {name}, which is no property of its schema. Correct it, or add the property.");
            }
        }
    }

    private static IEnumerable<(YamlNode Place, string Text)> ExactlyOneProblems(SpecSource source, SpecOperation operation)
    {
        if (operation.Node.Get(Extensions.ExactlyOneOf) is not { } names)
        {
            yield break;
        }

        if (names.Items().Count() < 2)
        {
            yield return (names, $"The x-exactly-one-of of {operation.Id ?? operation.Path} needs two parameters or more. Add them, or remove it.");
        }

        var optional = operation.Node.Get("parameters").Items().Select(source.Resolve).Where(parameter => parameter.GetText("in") != "path" && !parameter.IsTrue("required")).Select(parameter => parameter.GetText("name")).ToHashSet();
        foreach (var name in names.Items().Where(name => !optional.Contains(name.ToString())))
        {
            yield return (name, $"The x-exactly-one-of of {operation.Id ?? operation.Path} names {name}, which is no parameter of it that may be left out. Correct it, or remove required: true.");
        }
    }
}
