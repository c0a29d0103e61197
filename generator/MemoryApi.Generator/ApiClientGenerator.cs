using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MemoryApi.Generator.Emission;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Types;
using NJsonSchema.CodeGeneration;
using NSwag;
using NSwag.CodeGeneration;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.CSharp.Models;

namespace MemoryApi.Generator;

/// <summary>
/// NSwag's client generator with our settings, names, types and templates, and with what Liquid can't express added as
/// artefacts of its own: the root client, and a reader and writer for each model.
/// </summary>
internal sealed class ApiClientGenerator : CSharpClientGenerator
{
    private readonly OpenApiDocument _document;
    private readonly SchemaTypeResolver _resolver;
    private readonly SerializationEmitter _serialization;

    private ApiClientGenerator(OpenApiDocument document, CSharpClientGeneratorSettings settings, SchemaTypeResolver resolver)
        : base(document, settings, resolver)
    {
        _document = document;
        _resolver = resolver;
        _serialization = new SerializationEmitter(resolver);
    }

    /// <summary>The code of a client.</summary>
    public static string Generate(OpenApiDocument document, string @namespace, IReadOnlyCollection<string> handWrittenTypes)
    {
        var settings = CreateSettings(document, @namespace);
        var resolver = new SchemaTypeResolver(settings.CSharpGeneratorSettings);

        OperationReferences.NameIn(document);
        foreach (var tag in document.Tags ?? [])
        {
            document.SetExtension($"x-about-{tag.Name}Client", Documentation.Text(tag.Description ?? tag.Name));
        }

        HandWrittenTypes.Resolve(document, handWrittenTypes);
        var rules = SendingRules.TakeOutOf(document);
        PaginationMembers.MarkIn(document);
        var published = PublishedSchemas.Of(document);
        settings.CSharpGeneratorSettings.ExcludedTypeNames =
            [.. document.Definitions.Where(definition => !published.Contains(definition.Value)).Select(definition => definition.Key)];

        resolver.RegisterSchemaDefinitions(document.Definitions.ToDictionary(definition => definition.Key, definition => definition.Value));
        foreach (var (name, schema) in document.Definitions)
        {
            schema.SetExtension("x-about", Documentation.Text(schema.Description));
            if (published.Contains(schema) && schema.IsModel())
            {
                MemberAnnotations.Annotate(name, schema, resolver, rules);
            }
        }

        var code = new ApiClientGenerator(document, settings, resolver).GenerateFile();

        // The same bytes on every machine, whatever line ends its templates were checked out with.
        return CodeLayout.Tidy(code.ReplaceLineEndings("\n"));
    }

    protected override CSharpOperationModel CreateOperationModel(OpenApiOperation operation, ClientGeneratorBaseSettings settings) =>
        new ApiOperationModel(operation, (CSharpClientGeneratorSettings)settings, this, _resolver, _document);

    protected override string GenerateFile(
        IEnumerable<CodeArtifact> clientTypes, IEnumerable<CodeArtifact> dtoTypes, ClientGeneratorOutputType outputType)
    {
        var models = dtoTypes.ToList();
        var names = models.Select(model => model.TypeName).ToHashSet();
        var codecs = _document.Definitions
            .Where(definition => names.Contains(definition.Key))
            .Select(definition => Artifact(definition.Key + "Json", _serialization.Emit(definition.Key, definition.Value)));
        var root = new RootClientModel(_document, Settings.CSharpGeneratorSettings.Namespace);
        var code = base.GenerateFile(
            [Artifact(root.ClientName, Render("Client.Root", root)), .. clientTypes], [.. models, .. codecs], outputType);
        return code + "\n\n" + Render("Client.Registration", root);
    }

    private string Render(string template, object model) =>
        Settings.CSharpGeneratorSettings.TemplateFactory.CreateTemplate("CSharp", template, model).Render();

    private static CodeArtifact Artifact(string name, string code) =>
        new(name, CodeArtifactType.Class, CodeArtifactLanguage.CSharp, CodeArtifactCategory.Utility, code);

    private static CSharpClientGeneratorSettings CreateSettings(OpenApiDocument document, string @namespace)
    {
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "{controller}Client",
            OperationNameGenerator = new OperationNames(),
            ParameterNameGenerator = new ParameterNames(),
            GenerateOptionalParameters = true,
            GenerateExceptionClasses = false,
            ExceptionClass = "MemoryApiException",
            ParameterArrayType = "IReadOnlyList",
            ResponseArrayType = "IReadOnlyList",
            ResponseDictionaryType = "IReadOnlyDictionary",
        };

        var models = settings.CSharpGeneratorSettings;
        models.Namespace = @namespace;
        models.SchemaType = document.SchemaType;
        models.GenerateNullableReferenceTypes = true;
        models.GenerateOptionalPropertiesAsNullable = true;
        models.GenerateDefaultValues = false;
        models.DateTimeType = "DateTimeOffset";
        models.DateType = "CalendarDate";
        models.ArrayType = "IReadOnlyList";
        models.ArrayInstanceType = "List";
        models.DictionaryType = "IReadOnlyDictionary";
        models.AnyType = "JToken";
        models.PropertyNameGenerator = new PropertyNames();
        models.EnumNameGenerator = new EnumNames();
        models.TemplateDirectory = Path.Combine(AppContext.BaseDirectory, "Templates");
        if (!Directory.Exists(models.TemplateDirectory))
        {
            // NSwag would fall back to its own templates without a word.
            throw new DirectoryNotFoundException($"The templates of the generator are missing: {models.TemplateDirectory}");
        }

        return settings;
    }
}
