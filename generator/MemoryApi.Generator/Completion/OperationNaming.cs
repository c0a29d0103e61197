using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Completion;

/// <summary>Names operations <c>Group_Verb</c>: the group after the tag, the verb after the operationId, or after method and path.</summary>
internal sealed class OperationNaming : ICompletion
{
    public void Apply(Draft draft)
    {
        var verbs = new Dictionary<string, UniqueNames>();
        var groups = new Dictionary<string, string>();
        var takenGroups = new UniqueNames(ClientNames.ReservedGroups);
        var root = ClientNames.Root(draft.Root.Get("info").GetText(Extensions.ClientName), draft.Root.Get("info").GetText("title"));
        foreach (var operation in draft.Source.Operations())
        {
            var tag = Tag(operation);
            if (!groups.TryGetValue(tag, out var group))
            {
                group = CSharpNames.Pascal(tag).TrimStart('_');
                group = CSharpNames.IsPascal(group) ? group : "Group" + group;
                if (takenGroups.Contains(group) || ClientNames.OfRoot(root).Intersect(ClientNames.OfGroup(group)).Any())
                {
                    draft.Say(operation.Key, $"The group {group} is called {group}Group, since the client has that name already.");
                    group += "Group";
                }

                groups[tag] = group = takenGroups.Take(group);
            }

            if (!verbs.TryGetValue(group, out var taken))
            {
                verbs[group] = taken = new UniqueNames([]);
            }

            var wanted = Verb(operation, tag, group);
            var verb = taken.Take(wanted);
            if (operation.Id is null)
            {
                draft.Say(operation.Key, $"{operation.Method.ToUpperInvariant()} {operation.Path} has no operationId, so its method is {group}.{verb}Async.");
            }
            else if (verb != wanted)
            {
                draft.Say(operation.Key, $"Another method is called {wanted}Async, so that of {operation.Id} is {group}.{verb}Async.");
            }

            var node = (YamlMappingNode)operation.Node;
            node.Set("operationId", $"{group}_{verb}");
            node.Set("tags", new YamlSequenceNode(new YamlScalarNode(group)));
        }

        foreach (var tag in draft.Root.Get("tags").Items().OfType<YamlMappingNode>())
        {
            if (tag.GetText("name") is { } name && groups.TryGetValue(name, out var group))
            {
                tag.Set("name", group);
            }
        }
    }

    /// <summary>The first tag; else what stands before the first underscore of an operationId in house style; else the first fixed part of the path.</summary>
    private static string Tag(SpecOperation operation)
    {
        if (operation.Node.GetTexts("tags").FirstOrDefault(tag => CSharpNames.Pascal(tag) != "Empty") is { } tag)
        {
            return tag;
        }

        if (operation.Id?.Split('_') is [var group, var verb] && CSharpNames.IsPascal(group) && CSharpNames.IsPascal(verb))
        {
            return group;
        }

        return operation.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(part => !part.Contains('{', StringComparison.Ordinal) && CSharpNames.Pascal(part) != "Empty") ?? "Root";
    }

    private static string Verb(SpecOperation operation, string tag, string group)
    {
        if (operation.Id is not { } id || CSharpNames.Pascal(id) == "Empty")
        {
            return CSharpNames.Pascal($"{operation.Method} {operation.Path.Replace("{", "by ", StringComparison.Ordinal)}");
        }

        // The name of the group already contains it.
        var name = CSharpNames.Pascal(id);
        foreach (var prefix in new[] { tag + "_", tag + "-", tag + ".", group + "_" })
        {
            if (id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && CSharpNames.IsPascal(CSharpNames.Pascal(id[prefix.Length..])))
            {
                name = CSharpNames.Pascal(id[prefix.Length..]);
                break;
            }
        }

        name = name.EndsWith("Async", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name;
        return CSharpNames.IsPascal(name) ? name : "Call" + name.TrimStart('_');
    }
}
