using System.Collections.Generic;
using MemoryApi.Generator.Documents;
using MemoryApi.Generator.Specs;
using NJsonSchema;

namespace MemoryApi.Generator.Types;

/// <summary>
/// Decides which components become types: those that are sent, and those that a success returns. Bodies of errors, envelopes around a value, and schemas with a
/// hand-written type don't.
/// </summary>
internal sealed class SchemaRoles
{
    private readonly HashSet<JsonSchema> _sent = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<JsonSchema> _received = new(ReferenceEqualityComparer.Instance);

    public SchemaRoles(ApiDocument document)
    {
        foreach (var group in document.Groups)
        {
            foreach (var operation in group.Operations)
            {
                foreach (var parameter in operation.Parameters)
                {
                    Reach(parameter.Schema, _sent);
                }

                Reach(operation.Body?.Schema, _sent);
                Reach(operation.Result is { } result ? Result(result.Schema) : null, _received);
            }
        }
    }

    public bool IsSent(JsonSchema schema) => _sent.Contains(schema);

    public bool IsReceived(JsonSchema schema) => _received.Contains(schema);

    public bool IsPublished(JsonSchema schema) => IsSent(schema) || IsReceived(schema);

    /// <summary>The schema of a response for the caller: the value in the envelope, if there is one.</summary>
    public static JsonSchema Result(JsonSchema response) =>
        response.Target().ExtensionMember(Extensions.Envelope, "value") is { } value
            ? response.Target().Properties[value]
            : response;

    private static void Reach(JsonSchema? start, HashSet<JsonSchema> reached)
    {
        var left = new Stack<JsonSchema?>([start]);
        while (left.TryPop(out var schema))
        {
            if (schema?.Target() is not { } target || target.Extension(Extensions.Type) is not null || !reached.Add(target))
            {
                continue;
            }

            var envelopeErrors = target.ExtensionMember(Extensions.Envelope, "errors");
            foreach (var (name, property) in target.Properties)
            {
                if (name != envelopeErrors)
                {
                    left.Push(property);
                }
            }

            left.Push(target.Item);
            left.Push(target.AdditionalPropertiesSchema);
        }
    }
}
