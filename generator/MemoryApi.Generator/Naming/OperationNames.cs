using NSwag;
using NSwag.CodeGeneration.OperationNameGenerators;

namespace MemoryApi.Generator.Naming;

/// <summary><c>Memories_Update</c> is <c>UpdateAsync</c> of <c>MemoriesClient</c>.</summary>
internal sealed class OperationNames : IOperationNameGenerator
{
    public bool SupportsMultipleClients => true;

    public string GetClientName(OpenApiDocument document, string path, string httpMethod, OpenApiOperation operation) =>
        Split(operation.OperationId).Group;

    public string GetOperationName(OpenApiDocument document, string path, string httpMethod, OpenApiOperation operation) =>
        Split(operation.OperationId).Verb;

    public static (string Group, string Verb) Split(string operationId)
    {
        var separator = operationId.IndexOf('_', System.StringComparison.Ordinal);
        return (operationId[..separator], operationId[(separator + 1)..]);
    }
}
