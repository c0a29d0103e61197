using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;

namespace MemoryApi.Generator.Conventions;

/// <summary>The types of root client, groups and schemas have different names.</summary>
internal sealed class TypeNamesConvention : IConvention
{
    public IEnumerable<Diagnostic> Check(SpecSource source)
    {
        var info = source.Root.Get("info");
        var place = info.Get(Extensions.ClientName) is null ? "/info/title" : "/info/x-client-name";
        var root = ClientNames.Root(info.GetText(Extensions.ClientName), info.GetText("title"));
        if (!ClientNames.IsRoot(root))
        {
            yield return source.AtPointer(place, DiagnosticCodes.Names, $"The client can't be called {root}. Name it in PascalCase with x-client-name, e.g. x-client-name: CrmClient.");
        }

        var taken = ClientNames.OfRoot(root).ToHashSet();
        foreach (var group in source.Operations().Select(operation => operation.Id?.Split('_')[0]).OfType<string>().Distinct())
        {
            if (taken.Overlaps(ClientNames.OfGroup(group)))
            {
                yield return source.AtPointer(place, DiagnosticCodes.Names, $"The client and its group {group} would both be a {group}Client. Give the client another name with x-client-name under info.");
            }

            taken.UnionWith(ClientNames.OfGroup(group));
        }

        var schemas = source.Root.Get("components").Get("schemas").Members().ToList();
        taken.UnionWith(schemas.Select(schema => schema.Name + "Json"));
        foreach (var (key, name, _) in schemas)
        {
            if (taken.Contains(name))
            {
                yield return source.At(key, DiagnosticCodes.Names, $"The schema {name} has the name of a type that is generated for the client or for another schema. Rename it.");
            }
        }
    }
}
