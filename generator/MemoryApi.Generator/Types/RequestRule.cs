using System.Collections.Generic;
using System.Linq;
using NJsonSchema;

namespace MemoryApi.Generator.Types;

/// <summary>Which members of an object must be set together: one of <see cref="Alternatives"/>, each a list of wire names.</summary>
internal sealed record RequestRule(IReadOnlyList<IReadOnlyList<string>> Alternatives, bool IsExactlyOne)
{
    /// <summary>The rules "at least one of" and "exactly one of", which a schema states as <c>anyOf</c> and <c>oneOf</c> of <c>required</c>.</summary>
    public static IEnumerable<RequestRule> Of(JsonSchema schema)
    {
        if (schema.AnyOf.Count > 0)
        {
            yield return new RequestRule(Required(schema.AnyOf), IsExactlyOne: false);
        }

        if (schema.OneOf.Count > 0)
        {
            yield return new RequestRule(Required(schema.OneOf), IsExactlyOne: true);
        }
    }

    private static List<IReadOnlyList<string>> Required(IEnumerable<JsonSchema> alternatives) =>
        [.. alternatives.Select(schema => (IReadOnlyList<string>)[.. schema.RequiredProperties])];
}
