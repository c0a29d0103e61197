using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>The parameters of a method have different C# names, and none has a name that generated code adds itself.</summary>
internal sealed class ParameterNamesConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        foreach (var operation in source.Operations())
        {
            var paging = operation.Node.Get(Extensions.Pagination);
            var position = paging.GetText(paging.GetText("style") == "offset" ? "offset" : "page");
            var taken = ArgumentNames.Fixed.ToHashSet();
            if (operation.Node.Get("requestBody") is not null)
            {
                taken.Add(ArgumentNames.Request);
            }

            foreach (var (node, parameter) in operation.Node.Get("parameters").Items().Select(node => (node, source.Resolve(node))))
            {
                var wireName = parameter.GetText("name") ?? string.Empty;
                var name = ArgumentNames.Of(wireName, parameter.GetText(Extensions.Name));
                var isPaging = paging is not null && wireName != position && ArgumentNames.OfPaging.Contains(name);
                if (isPaging || !taken.Add(name))
                {
                    yield return source.At(node, DiagnosticCodes.Names,
                        $"The parameter {wireName} of {operation.Id ?? operation.Path} would become {name}, which another parameter of its method is called. Give it another with x-name.");
                }
            }
        }
    }
}
