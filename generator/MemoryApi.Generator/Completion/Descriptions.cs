using System.Linq;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Completion;

/// <summary>Adds the descriptions that are missing, since everything public must be documented.</summary>
internal sealed class Descriptions : ICompletion
{
    public void Apply(Draft draft)
    {
        foreach (var operation in draft.Source.Operations())
        {
            var node = (YamlMappingNode)operation.Node;
            var call = $"`{operation.Method.ToUpperInvariant()} {operation.Path}`";
            var description = node.GetText("description");
            var summary = node.GetText("summary");
            node.Set("summary", First(summary, description, call + "."));
            node.Set("description", First(summary is null ? null : description, call + "."));
            foreach (var parameter in node.Get("parameters").Items().OfType<YamlMappingNode>())
            {
                parameter.Set("description", First(parameter.GetText("description"), $"`{parameter.GetText("name")}` in the {parameter.GetText("in")}."));
            }

            foreach (var (_, status, response) in node.Get("responses").Members())
            {
                (response as YamlMappingNode)?.Set("description", First(response.GetText("description"), $"The response with status {status}."));
            }
        }

        foreach (var (_, name, schema) in draft.Schemas().Members())
        {
            (schema as YamlMappingNode)?.Set("description", First(schema.GetText("description"), schema.GetText("title"), $"The schema `{name}`."));
            foreach (var (key, wireName, property) in schema.Get("properties").Members().ToList())
            {
                if (string.IsNullOrWhiteSpace(property.GetText("description")))
                {
                    var target = draft.Source.Resolve(property).GetText("description");
                    Describe(draft, (YamlMappingNode)schema.Get("properties")!, key, property, First(target, property.GetText("title"), $"`{wireName}`."));
                }
            }
        }
    }

    private static void Describe(Draft draft, YamlMappingNode properties, YamlNode key, YamlNode property, string description)
    {
        var copy = draft.Copy(property);
        if (copy.Get("$ref") is { } reference)
        {
            copy.Remove("$ref");
            copy.Set("allOf", new YamlSequenceNode(new YamlMappingNode(new YamlScalarNode("$ref"), reference)));
        }

        copy.Set("description", description);
        properties.Children[key] = copy;
    }

    private static string First(params string?[] texts) => texts.First(text => !string.IsNullOrWhiteSpace(text))!;
}
