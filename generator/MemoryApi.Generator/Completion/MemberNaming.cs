using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Completion;

/// <summary>Gives members and parameters other C# names where theirs are taken.</summary>
internal sealed class MemberNaming : ICompletion
{
    public void Apply(Draft draft)
    {
        foreach (var (_, name, schema) in draft.Schemas().Members())
        {
            if (schema.Get("properties") is YamlMappingNode properties)
            {
                var taken = new UniqueNames(MemberNames.Taken(name));
                foreach (var (key, wireName, property) in properties.Members().ToList())
                {
                    var wanted = property.GetText(Extensions.Name) is { } declared && MemberNames.IsName(declared) ? declared : CSharpNames.Pascal(wireName);
                    var unique = taken.Take(!MemberNames.IsName(wanted) ? "Value" + wanted : MemberNames.Taken(name).Contains(wanted) ? wanted + "Value" : wanted);
                    if (unique != (property.GetText(Extensions.Name) ?? CSharpNames.Pascal(wireName)))
                    {
                        var copy = draft.Copy(property);
                        if (copy.Get("$ref") is { } reference)
                        {
                            copy.Remove("$ref");
                            copy.Set("allOf", new YamlSequenceNode(new YamlMappingNode(new YamlScalarNode("$ref"), reference)));
                        }

                        copy.Set(Extensions.Name, unique);
                        properties.Children[key] = copy;
                        draft.Say(key, $"The property for {wireName} of {name} is called {unique}.");
                    }
                }
            }

            Say(draft, name, schema.Get("enum"));
        }

        foreach (var operation in draft.Source.Operations())
        {
            NameParameters(draft, operation);
        }
    }

    private static void Say(Draft draft, string typeName, YamlNode? values)
    {
        var texts = values.Items().Select(value => value.ToString()).ToList();
        foreach (var (value, name) in EnumNames.Of(typeName, texts).Where(value => value.Name != CSharpNames.Pascal(value.Value)))
        {
            draft.Say(values.Items().First(item => item.ToString() == value), $"The value {value} of {typeName} is called {name}.");
        }
    }

    private static void NameParameters(Draft draft, SpecOperation operation)
    {
        var taken = new UniqueNames(ArgumentNames.Fixed);
        if (operation.Node.Get("requestBody") is not null)
        {
            taken.Add(ArgumentNames.Request);
        }

        foreach (var parameter in operation.Node.Get("parameters").Items().OfType<YamlMappingNode>())
        {
            var wireName = parameter.GetText("name")!;
            var wanted = ArgumentNames.Of(wireName, parameter.GetText(Extensions.Name));
            var unique = taken.Take(wanted);
            if (unique != wanted)
            {
                parameter.Set(Extensions.Name, unique.TrimStart('@'));
                draft.Say(parameter, $"The parameter {wireName} of {operation.Id} is called {unique}.");
            }
        }
    }
}
