using System.Collections.Generic;
using System.Linq;
using NJsonSchema;
using NSwag;

namespace MemoryApi.Generator.Types;

/// <summary>
/// The components that become types: what is sent and what a success answers. Error bodies, envelopes around a value and what
/// a hand-written type stands for don't.
/// </summary>
internal static class PublishedSchemas
{
    public static IReadOnlySet<JsonSchema> Of(OpenApiDocument document)
    {
        var reached = new HashSet<JsonSchema>(ReferenceEqualityComparer.Instance);
        foreach (var operation in document.Operations.Select(description => description.Operation))
        {
            foreach (var parameter in operation.ActualParameters)
            {
                Reach(parameter.ActualSchema, reached);
            }

            foreach (var (status, response) in operation.ActualResponses)
            {
                if (status.StartsWith('2') && response.ActualResponse.Schema is { } schema)
                {
                    Reach(Result(schema), reached);
                }
            }
        }

        return reached;
    }

    /// <summary>What a response is to the caller: the value in the envelope when there is one.</summary>
    public static JsonSchema Result(JsonSchema response) =>
        response.Target().ExtensionMember("x-envelope", "value") is { } value
            ? response.Target().Properties[value]
            : response;

    private static void Reach(JsonSchema? schema, HashSet<JsonSchema> reached)
    {
        if (schema?.Target() is not { } target || target.Extension("x-type") is not null || !reached.Add(target))
        {
            return;
        }

        var envelopeErrors = target.ExtensionMember("x-envelope", "errors");
        foreach (var (name, property) in target.Properties)
        {
            if (name != envelopeErrors)
            {
                Reach(property, reached);
            }
        }

        Reach(target.Item, reached);
        Reach(target.AdditionalPropertiesSchema, reached);
    }
}
