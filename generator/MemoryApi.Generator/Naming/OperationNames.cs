using NSwag;
using NSwag.CodeGeneration.OperationNameGenerators;

namespace MemoryApi.Generator.Naming;

/// <summary><c>Memories_Update</c> is <c>UpdateAsync</c> of <c>MemoriesClient</c>.</summary>
internal sealed class OperationNames : IOperationNameGenerator
{
    public bool SupportsMultipleClients => true;

    public string GetClientName(OpenApiDocument document, string path, string httpMethod, OpenApiOperation operation) =>
        Split(operation).Group;

    public string GetOperationName(OpenApiDocument document, string path, string httpMethod, OpenApiOperation operation) =>
        Split(operation).Verb;

    public static (string Group, string Verb) Split(OpenApiOperation operation)
    {
        var separator = operation.OperationId.IndexOf('_', System.StringComparison.Ordinal);
        return (operation.OperationId[..separator], operation.OperationId[(separator + 1)..]);
    }
}
