using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>A named example of a body.</summary>
internal sealed record SpecExample(string Name, JToken Value)
{
    public static IReadOnlyList<SpecExample> Of(JObject content) => content["examples"] is JObject examples
        ? [.. examples.Properties().Select(example => new SpecExample(example.Name, example.Value["value"]!))]
        : [];

    public override string ToString() => Name;
}
