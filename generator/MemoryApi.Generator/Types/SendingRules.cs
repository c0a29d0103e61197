using System.Collections.Generic;
using System.Linq;
using NJsonSchema;
using NSwag;

namespace MemoryApi.Generator.Types;

/// <summary>Which members of an object must be set together: one of <see cref="Alternatives"/>, each a list of wire names.</summary>
internal sealed record SendingRule(IReadOnlyList<IReadOnlyList<string>> Alternatives, bool IsExactlyOne);

/// <summary>
/// The rules "at least one of" and "exactly one of", which a schema states as <c>anyOf</c> and <c>oneOf</c> of <c>required</c>. They
/// are taken out of the document, since NSwag would read them as a choice between types.
/// </summary>
internal static class SendingRules
{
    public static IReadOnlyDictionary<JsonSchema, IReadOnlyList<SendingRule>> TakeOutOf(OpenApiDocument document)
    {
        var rules = new Dictionary<JsonSchema, IReadOnlyList<SendingRule>>(ReferenceEqualityComparer.Instance);
        foreach (var schema in document.Definitions.Values.Where(schema => schema.IsModel()))
        {
            List<SendingRule> own = [];
            if (schema.AnyOf.Count > 0)
            {
                own.Add(new SendingRule(Alternatives(schema.AnyOf), IsExactlyOne: false));
            }

            if (schema.OneOf.Count > 0)
            {
                own.Add(new SendingRule(Alternatives(schema.OneOf), IsExactlyOne: true));
            }

            rules[schema] = own;
            schema.AnyOf.Clear();
            schema.OneOf.Clear();
        }

        return rules;
    }

    private static List<IReadOnlyList<string>> Alternatives(IEnumerable<JsonSchema> schemas) =>
        [.. schemas.Select(schema => (IReadOnlyList<string>)[.. schema.RequiredProperties])];
}
