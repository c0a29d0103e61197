using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>A parameter in path, query or header.</summary>
internal sealed class SpecParameter(JObject parameter)
{
    public string Name { get; } = (string)parameter["name"]!;

    public string In { get; } = (string)parameter["in"]!;

    public bool IsRequired { get; } = (bool?)parameter["required"] ?? false;

    public JObject Schema { get; } = (JObject)parameter["schema"]!;

    public JToken Example { get; } = parameter["example"]!;

    /// <summary>Whether each item of a list is sent as a parameter of its own; that is OpenAPI's default for a query.</summary>
    public bool IsExploded { get; } = (bool?)parameter["explode"] ?? true;

    public override string ToString() => Name;
}
