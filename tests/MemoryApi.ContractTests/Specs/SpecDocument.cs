using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>An OpenAPI document, read without any of the code that the generator reads it with.</summary>
internal sealed class SpecDocument
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private readonly JObject _root;

    private SpecDocument(JObject root)
    {
        _root = root;
        Operations = [.. root["paths"]!.Cast<JProperty>().SelectMany(OperationsOf)];
    }

    /// <summary>Every operation, in the order of the document.</summary>
    public IReadOnlyList<SpecOperation> Operations { get; }

    /// <summary>The header that names client and version, if the document asks for one.</summary>
    public string? ClientHeader => (string?)_root["info"]?["x-client-header"];

    public static SpecDocument Parse(string yaml) => new((JObject)YamlJson.Read(yaml));

    public static SpecDocument Load(string name) => Parse(File.ReadAllText(Path.Combine(RepositoryLayout.SpecsDirectory, name)));

    /// <summary>The operation with this id.</summary>
    public SpecOperation Operation(string id) => Operations.Single(operation => operation.Id == id);

    /// <summary>The target of a reference; any other node is returned unchanged.</summary>
    public JObject Resolve(JToken token)
    {
        var current = (JObject)token;
        while ((string?)current["$ref"] is { } reference)
        {
            current = (JObject)reference.Split('/').Skip(1).Aggregate(
                (JToken)_root,
                (node, key) => node[key.Replace("~1", "/").Replace("~0", "~")] ?? throw new InvalidOperationException($"The reference {reference} leads nowhere."));
        }

        return current;
    }

    private IEnumerable<SpecOperation> OperationsOf(JProperty path)
    {
        var item = (JObject)path.Value;
        return item.Properties()
            .Where(property => Methods.Contains(property.Name))
            .Select(property => new SpecOperation(this, property.Name.ToUpperInvariant(), path.Name, (JObject)property.Value, item["parameters"]));
    }
}
