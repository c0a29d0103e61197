using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Documents;
using MemoryApi.Generator.Emission;
using MemoryApi.Generator.Naming;

namespace MemoryApi.Generator.Models;

/// <summary>A group of operations: a class, and the property of the root client that holds it.</summary>
internal sealed class GroupModel(ApiGroup group, IReadOnlyList<OperationModel> operations)
{
    public string Name => group.Name;

    public string Class => group.Name + "Client";

    /// <summary>The field of the root client.</summary>
    public string Field => "_" + CSharpNames.Camel(group.Name).TrimStart('@');

    public string AboutXml => Documentation.Text(group.Description);

    public bool IsDeprecated => group.Operations.All(operation => operation.IsDeprecated);

    public IReadOnlyList<OperationModel> Operations => operations;
}
