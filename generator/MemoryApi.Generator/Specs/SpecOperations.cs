using System.Collections.Generic;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Specs;

/// <summary>One operation of a specification.</summary>
internal sealed record SpecOperation(string Path, string Method, YamlNode Key, YamlNode Node)
{
    public string? Id => Node.GetText("operationId");
}

/// <summary>Lists the operations of a specification.</summary>
internal static class SpecOperations
{
    private static readonly HashSet<string> Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    public static IEnumerable<SpecOperation> Operations(this SpecSource source)
    {
        foreach (var (_, path, item) in source.Root.Get("paths").Members())
        {
            foreach (var (key, method, operation) in item.Members())
            {
                if (Methods.Contains(method))
                {
                    yield return new SpecOperation(path, method, key, operation);
                }
            }
        }
    }
}
