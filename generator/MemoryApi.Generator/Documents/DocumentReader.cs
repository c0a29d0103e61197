using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;
using MemoryApi.Generator.Types;
using NJsonSchema;
using NSwag;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Documents;

/// <summary>Reads a document that is valid or completed: all operations and schemas have names.</summary>
internal sealed class DocumentReader
{
    private readonly SpecSource _source;
    private readonly SchemaBuilder _schemas;
    private readonly OperationReferences _references;

    private DocumentReader(SpecSource source)
    {
        _source = source;
        _schemas = new SchemaBuilder(source);
        _references = new OperationReferences(source.Operations().Select(operation => operation.Id).OfType<string>());
    }

    public static ApiDocument Read(SpecSource source) => new DocumentReader(source).Read();

    private ApiDocument Read()
    {
        var info = _source.Root.Get("info");
        var title = info.GetText("title") ?? string.Empty;
        var model = new OpenApiDocument { SchemaType = SchemaType.OpenApi3, Info = new OpenApiInfo { Title = title } };
        foreach (var (name, schema) in _schemas.Components())
        {
            model.Components.Schemas[name] = schema;
        }

        _references.NameIn(model.Components.Schemas.Values);
        var tags = _source.Root.Get("tags").Items().Select(tag => (Name: tag.GetText("name"), Text: tag.GetText("description"))).ToLookup(tag => tag.Name, tag => tag.Text);
        var operations = _source.Operations().Select(ReadOperation).ToList();
        var members = new MemberReferences(model.Components.Schemas.Values, operations.SelectMany(operation => operation.Parameters));
        members.NameIn(model.Components.Schemas.Values);
        var groups = operations.Select(operation => WithNames(operation, members))
            .GroupBy(operation => operation.Group)
            .Select(group => new ApiGroup(
                group.Key, _references.Named(tags[group.Key].FirstOrDefault()) ?? $"The operations on {group.Key.ToLowerInvariant()}.", [.. group]))
            .ToList();
        foreach (var operation in groups.SelectMany(group => group.Operations))
        {
            Add(model, operation);
        }

        return new ApiDocument
        {
            Model = model,
            Source = _source,
            Schemas = _schemas,
            ClientName = ClientNames.Root(info.GetText(Extensions.ClientName), title),
            Title = title,
            Address = _source.Root.Get("servers").Items().First().GetText("url")!,
            AddressVariable = info.GetText(Extensions.AddressEnvironment),
            ClientHeader = info.GetText(Extensions.ClientHeader),
            Security = SecuritySchemes.Chosen(_source).Security,
            Groups = groups,
        };
    }

    /// <summary>The operation, with C# names instead of wire names in its descriptions.</summary>
    private static DocumentOperation WithNames(DocumentOperation operation, MemberReferences members)
    {
        var near = MemberReferences.NearOperation(operation.Parameters, operation.Body, operation.Result);
        return operation with
        {
            Summary = members.Named(operation.Summary, near),
            Description = members.Named(operation.Description, near),
            Parameters = [.. operation.Parameters.Select(parameter => parameter with { Description = members.Named(parameter.Description, near, parameter.Name) })],
            BodyDescription = members.Named(operation.BodyDescription, near),
            ResultDescription = members.Named(operation.ResultDescription, near),
            Errors = [.. operation.Errors.Select(error => (error.Status, members.Named(error.Description, near)))],
        };
    }

    /// <summary>Creates the part of NSwag's model of an operation that NSwag needs for grouping. Everything else comes from our own model.</summary>
    private static void Add(OpenApiDocument model, DocumentOperation operation)
    {
        if (!model.Paths.TryGetValue(operation.Path, out var path))
        {
            model.Paths[operation.Path] = path = new OpenApiPathItem();
        }

        path[operation.Method] = new OpenApiOperation { OperationId = operation.Id, Tags = [operation.Group], IsDeprecated = operation.IsDeprecated };
    }

    private DocumentOperation ReadOperation(SpecOperation operation)
    {
        var (group, verb) = OperationNames.Split(operation.Id!);
        var body = _source.Resolve(operation.Node.Get("requestBody"));
        var responses = operation.Node.Get("responses").Members().Select(response => (response.Name, Node: _source.Resolve(response.Value)!)).ToList();
        var successes = responses.Where(response => response.Name.StartsWith('2')).ToList();
        if (successes.Count == 0)
        {
            successes = [.. responses.Where(response => response.Name == "default")];
        }

        var contents = successes.Select(response => Content(response.Node)).ToList();
        return new DocumentOperation
        {
            Id = operation.Id!,
            Group = group,
            Verb = verb,
            Path = operation.Path,
            Method = operation.Method,
            Node = operation.Node,
            Summary = _references.Named(operation.Node.GetText("summary")) ?? string.Empty,
            Description = _references.Named(operation.Node.GetText("description")) ?? string.Empty,
            Parameters = [.. operation.Node.Get("parameters").Items().Select(node => ReadParameter(_source.Resolve(node)!))],
            Body = body is null ? null : Content(body),
            IsBodyRequired = body.IsTrue("required"),
            BodyDescription = _references.Named(body.GetText("description")),
            Result = contents.FirstOrDefault(content => content is not null),
            ResultDescription = _references.Named(successes.Select(response => response.Node.GetText("description")).FirstOrDefault()),
            IsEmptyResultAllowed = contents.Count == 0 || contents.Contains(null),
            Errors = [.. responses.Except(successes).Select(response => (response.Name, _references.Named(response.Node.GetText("description")) ?? string.Empty))],
        };
    }

    private ApiParameter ReadParameter(YamlNode node)
    {
        var place = node.GetText("in")!;
        var content = MediaTypes.Choose(node.Get("content"));
        var schema = (content is { } chosen ? chosen.Node.Get("schema") : node.Get("schema")) ?? new YamlMappingNode();
        var style = node.GetText("style") ?? (place is "query" or "cookie" ? "form" : "simple");
        return new ApiParameter(
            node.GetText("name")!, place, node.GetText(Extensions.Name), _schemas.Build(schema), node.IsTrue("required"), _references.Named(node.GetText("description")))
        {
            Style = style,
            Explode = node.GetText("explode") is { } explode ? explode == "true" : style == "form",
            IsJson = content is { Format: ContentFormat.Json },
            Node = node,
        };
    }

    private ApiContent? Content(YamlNode holder) => MediaTypes.Choose(holder.Get("content")) is { } chosen
        ? new ApiContent(_schemas.Build(chosen.Node.Get("schema") ?? new YamlMappingNode()), MediaTypes.Sent(chosen.Name, chosen.Format), chosen.Format)
        : null;
}
