using System.Collections.Generic;
using NSwag;
using NSwag.CodeGeneration;

namespace MemoryApi.Generator.Naming;

/// <summary><c>memory_id</c> is <c>memoryId</c>; the body is <c>request</c>.</summary>
internal sealed class ParameterNames : IParameterNameGenerator
{
    public string Generate(OpenApiParameter parameter, IEnumerable<OpenApiParameter> allParameters) =>
        parameter.Kind == OpenApiParameterKind.Body ? "request" : CSharpNames.Camel(parameter.Name);
}
