using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MemoryApi.Generator.Documents;
using MemoryApi.Generator.Emission;
using MemoryApi.Generator.Models;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Types;
using NJsonSchema.CodeGeneration;
using NSwag.CodeGeneration;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.CSharp.Models;

namespace MemoryApi.Generator;

/// <summary>
/// NSwag's client generator with our settings, names and templates. The templates render our own models, so C# code and the table of types decide about the output.
/// JSON readers and writers are additional artifacts beside NSwag's.
/// </summary>
internal sealed class ApiClientGenerator : CSharpClientGenerator
{
    private readonly ApiDocument _document;
    private readonly TypeTable _types;
    private readonly HashSet<string> _hooks;
    private readonly HashSet<string> _hidden;

    private ApiClientGenerator(ApiDocument document, CSharpClientGeneratorSettings settings, TypeTable types, GeneratorOptions options)
        : base(document.Model, settings, new SchemaTypeResolver(settings.CSharpGeneratorSettings, types))
    {
        _document = document;
        _types = types;
        _hooks = [.. options.HandWrittenChecks];
        _hidden = [.. options.HiddenOperations];
    }

    private string Namespace => Settings.CSharpGeneratorSettings.Namespace;

    /// <summary>The files of a client, by concept.</summary>
    public static IReadOnlyList<GeneratedFile> Generate(ApiDocument document, GeneratorOptions options)
    {
        HandWrittenTypes.Resolve(document.Model, options.HandWrittenTypes);
        return new ApiClientGenerator(document, CreateSettings(options.Namespace), new TypeTable(document), options).Generate();
    }

    /// <summary>The class of a group of operations, and its counterpart that returns raw responses.</summary>
    protected override IEnumerable<CodeArtifact> GenerateClientTypes(string controllerName, string controllerClassName, IEnumerable<CSharpOperationModel> operations)
    {
        var group = _document.Groups.Single(group => group.Name == controllerName);
        var models = group.Operations.Select(operation => new OperationModel(operation, _types, _hooks.Contains(operation.Id), _hidden.Contains(operation.Id))).ToList();
        yield return Artifact(controllerClassName, CodeArtifactCategory.Client, Render("Client.Class", new GroupModel(group, models)));
    }

    /// <summary>The classes and enums of requests and responses, each with its reader and writer.</summary>
    protected override IEnumerable<CodeArtifact> GenerateDtoTypes()
    {
        var roles = new SchemaRoles(_document);
        var paging = new PagingSchemas(_document);
        foreach (var (name, schema) in _document.Model.Definitions.Where(definition => roles.IsPublished(definition.Value)))
        {
            if (schema.IsModel())
            {
                var model = new ClassModel(name, schema, roles, _types, paging, _hooks.Contains(name));
                yield return Artifact(name, CodeArtifactCategory.Contract, Render("Class", model));
                yield return Artifact(name + "Json", CodeArtifactCategory.Utility, CodecEmitter.Emit(model));
            }
            else if (schema.IsOpenEnum())
            {
                var model = new EnumModel(name, schema);
                yield return Artifact(name, CodeArtifactCategory.Contract, Render("Enum", model));
                yield return Artifact(name + "Json", CodeArtifactCategory.Utility, CodecEmitter.Emit(model));
            }
        }
    }

    private IReadOnlyList<GeneratedFile> Generate()
    {
        var root = new RootClientModel(_document, Namespace);
        var types = GenerateDtoTypes().ToList();
        return
        [
            File("Clients", Namespace, [Render("Client.Root", root), .. GenerateAllClientTypes().Select(client => client.Code)]),
            File("Models", Namespace, types.Where(type => type.Category == CodeArtifactCategory.Contract).Select(type => type.Code)),
            File("Json", Namespace, types.Where(type => type.Category == CodeArtifactCategory.Utility).Select(type => type.Code)),
            File("Registration", "Microsoft.Extensions.DependencyInjection", [Render("Client.Registration", root)]),
        ];
    }

    private GeneratedFile File(string concept, string @namespace, IEnumerable<string> types)
    {
        var toolchain = NSwag.OpenApiDocument.ToolchainVersion.Split(' ')[0];
        var code = Render("File", new FileModel(@namespace, toolchain, string.Join("\n\n", types)));

        // Line ends are normalized, so that the output is the same on each machine, however the templates were checked out.
        return new GeneratedFile(concept, CodeLayout.Tidy(code.ReplaceLineEndings("\n")));
    }

    private string Render(string template, object model) =>
        Settings.CSharpGeneratorSettings.TemplateFactory.CreateTemplate("CSharp", template, model).Render();

    private static CodeArtifact Artifact(string name, CodeArtifactCategory category, string code) =>
        new(name, CodeArtifactType.Class, CodeArtifactLanguage.CSharp, category, code);

    private static CSharpClientGeneratorSettings CreateSettings(string @namespace)
    {
        var settings = new CSharpClientGeneratorSettings { ClassName = "{controller}Client", OperationNameGenerator = new OperationNames() };
        var models = settings.CSharpGeneratorSettings;
        models.Namespace = @namespace;
        models.TemplateDirectory = Path.Combine(AppContext.BaseDirectory, "Templates");
        if (!Directory.Exists(models.TemplateDirectory))
        {
            // NSwag would silently fall back to its own templates.
            throw new DirectoryNotFoundException($"The templates of the generator are missing: {models.TemplateDirectory}");
        }

        return settings;
    }
}
