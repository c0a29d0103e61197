using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Diagnostics;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Conventions;

/// <summary>The parameters and members that <c>x-pagination</c> names exist and have the types that an enumeration needs.</summary>
internal sealed class PaginationConvention : IConvention
{
    private static readonly string[] Keys = ["method", "style", "items", "page", "offset", "size", "next", "has-more", "count", "item-id"];

    public IEnumerable<Diagnostic> Check(SpecSource source) =>
        from operation in source.Operations()
        let paging = operation.Node.Get(Extensions.Pagination)
        where paging is not null
        from problem in Problems(source, operation, paging)
        select source.At(problem.Place, DiagnosticCodes.Pagination, $"The x-pagination of {operation.Id ?? operation.Path} {problem.Text}");

    private static IEnumerable<(YamlNode Place, string Text)> Problems(SpecSource source, SpecOperation operation, YamlNode paging)
    {
        foreach (var (key, name, _) in paging.Members().Where(member => !Keys.Contains(member.Name)))
        {
            yield return (key, $"has {name}, which means nothing. Correct or remove it; it takes {string.Join(", ", Keys)}.");
        }

        var style = paging.GetText("style");
        if (style is not ("page" or "offset"))
        {
            yield return (paging, "has no style. Write style: page when pages are numbered from 1, or style: offset when they begin after a number of items.");
            yield break;
        }

        foreach (var (key, isNeeded) in new[] { (style, true), ("size", false) })
        {
            var name = paging.GetText(key);
            if ((name is not null || isNeeded) && Parameter(source, operation, name).Get("schema").GetText("type") != "integer")
            {
                yield return (paging.Get(key) ?? paging, $"needs {key}, the name of a parameter of the query that is an integer.");
            }
        }

        if (paging.GetText("method") is { } method && !CSharpNames.IsPascal(method))
        {
            yield return (paging.Get("method")!, $"names the method {method}, which isn't C# in PascalCase.");
        }

        var page = Page(source, operation);
        if (page is null)
        {
            yield return (paging, "is of an operation without a page: a success whose JSON is an object, and never null.");
            yield break;
        }

        var items = Member(source, page, paging.GetText("items"));
        if (items.GetText("type") != "array")
        {
            yield return (paging.Get("items") ?? paging, "needs items, the name of the page's member that is the list.");
        }
        else
        {
            foreach (var problem in IdentityProblems(source, source.Target(items.Get("items")), paging.Get("item-id")))
            {
                yield return problem;
            }
        }

        foreach (var (key, type) in new[] { ("next", null), ("has-more", "boolean"), ("count", "integer") })
        {
            if (paging.Get(key) is { } path && (Member(source, page, paging.GetText(key)) is not { } member || (type is not null && member.GetText("type") != type)))
            {
                yield return (path, $"names {path} as {key}, which is no member of the page{(type is null ? string.Empty : $" of type {type}")}.");
            }
        }

        if (paging.Get("next") is null && paging.Get("has-more") is null && paging.Get("count") is null)
        {
            yield return (paging, "doesn't say how the list ends. Name the member that does as next, has-more or count.");
        }
        else if (paging.Get("next") is not null && paging.Get("has-more") is not null)
        {
            yield return (paging.Get("has-more")!, "has next and has-more. Keep one.");
        }
    }

    private static IEnumerable<(YamlNode Place, string Text)> IdentityProblems(SpecSource source, YamlNode? item, YamlNode? identity)
    {
        foreach (var name in identity is YamlScalarNode ? [identity] : identity.Items())
        {
            var member = Member(source, item, name.ToString());
            if (member.GetText("type") is not ("string" or "integer") || (member.GetText("format") is { } format && format is not ("int32" or "int64")))
            {
                yield return (name, $"names {name} as item-id, which is no member of the item that is a string or an integer. Name what tells an item apart, or leave item-id out: then items may come more than once.");
            }
        }

        if (identity is not null and not YamlScalarNode && !identity.Items().Any())
        {
            yield return (identity, "has an item-id that names no member. Name what tells an item apart, or leave it out: then items may come more than once.");
        }
    }

    private static YamlNode? Parameter(SpecSource source, SpecOperation operation, string? name) => operation.Node.Get("parameters").Items()
        .Select(source.Resolve).FirstOrDefault(parameter => parameter.GetText("name") == name && parameter.GetText("in") == "query");

    /// <summary>The schema of a page: the schema of the success, or of the value in its envelope.</summary>
    private static YamlNode? Page(SpecSource source, SpecOperation operation)
    {
        var response = operation.Node.Get("responses").Members().Where(response => response.Name.StartsWith('2'))
            .Select(response => source.Target(source.Resolve(response.Value).Get("content").Get("application/json").Get("schema"))).FirstOrDefault(schema => schema is not null);
        if (response.Get(Extensions.Envelope).GetText("value") is { } value)
        {
            var member = response.Get("properties").Get(value);
            response = member.IsTrue("nullable") ? null : source.Target(member);
        }

        return response.Get("properties") is null ? null : response;
    }

    /// <summary>The schema of the member that a dotted path leads to.</summary>
    private static YamlNode? Member(SpecSource source, YamlNode? schema, string? path)
    {
        foreach (var name in path?.Split('.') ?? [])
        {
            schema = source.Target(schema.Get("properties").Get(name));
        }

        return path is null ? null : schema;
    }
}
