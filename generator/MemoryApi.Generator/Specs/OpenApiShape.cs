using System.Collections.Generic;
using System.Linq;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Specs;

/// <summary>
/// The keywords of OpenAPI 3.0 and the extensions that the generator reads, with the kinds of their values. Keywords from which nothing is generated (links,
/// callbacks, XML) may have any value.
/// </summary>
internal static class OpenApiShape
{
    public static readonly Shape Schema = Shape.Object(() => SchemaKeywords!);

    /// <summary>The extensions that are read in any document.</summary>
    public static readonly IReadOnlySet<string> ReadExtensions = Extensions.All.Where(extension => extension != Extensions.Source).ToHashSet();

    public static readonly Shape Example = Shape.Object(() => ExampleKeywords!);

    private static readonly Dictionary<string, Shape> ExampleKeywords = new()
    {
        ["summary"] = Shape.Text,
        ["description"] = Shape.Text,
        ["externalValue"] = Shape.Text,
        ["value"] = Shape.Anything,
    };

    private static readonly Shape Documentation = Keywords(new()
    {
        ["url"] = Shape.Text,
        ["description"] = Shape.Text,
    });

    private static readonly Dictionary<string, Shape> SchemaKeywords = new()
    {
        ["title"] = Shape.Text,
        ["description"] = Shape.Text,
        ["type"] = Shape.Text,
        ["format"] = Shape.Text,
        ["pattern"] = Shape.Text,
        ["enum"] = Shape.List(Shape.Anything),
        ["minimum"] = Shape.Number,
        ["maximum"] = Shape.Number,
        ["exclusiveMinimum"] = Shape.Boolean,
        ["exclusiveMaximum"] = Shape.Boolean,
        ["multipleOf"] = Shape.Number,
        ["minLength"] = Shape.Count,
        ["maxLength"] = Shape.Count,
        ["minItems"] = Shape.Count,
        ["maxItems"] = Shape.Count,
        ["minProperties"] = Shape.Count,
        ["maxProperties"] = Shape.Count,
        ["uniqueItems"] = Shape.Boolean,
        ["nullable"] = Shape.Boolean,
        ["readOnly"] = Shape.Boolean,
        ["writeOnly"] = Shape.Boolean,
        ["deprecated"] = Shape.Boolean,
        ["required"] = Shape.List(Shape.Text),
        ["properties"] = Shape.Map(Schema),
        ["additionalProperties"] = Shape.BooleanOr(Schema),
        ["items"] = Schema,
        ["allOf"] = Shape.List(Schema),
        ["oneOf"] = Shape.List(Schema),
        ["anyOf"] = Shape.List(Schema),
        ["not"] = Schema,
        ["discriminator"] = Keywords(new() { ["propertyName"] = Shape.Text, ["mapping"] = Shape.Map(Shape.Text) }),
        ["default"] = Shape.Anything,
        ["example"] = Shape.Anything,
        ["externalDocs"] = Documentation,
        ["xml"] = Shape.Anything,
        [Extensions.Name] = Shape.Text,
        [Extensions.Aliases] = Shape.List(Shape.Text),
        [Extensions.Type] = Shape.Text,
        [Extensions.Envelope] = Shape.Map(Shape.Text),
    };

    private static readonly Shape Content = Shape.Map(Keywords(new()
    {
        ["schema"] = Schema,
        ["example"] = Shape.Anything,
        ["examples"] = Shape.Map(Example),
        ["encoding"] = Shape.Anything,
    }));

    private static readonly Dictionary<string, Shape> HeaderKeywords = new()
    {
        ["description"] = Shape.Text,
        ["required"] = Shape.Boolean,
        ["deprecated"] = Shape.Boolean,
        ["allowEmptyValue"] = Shape.Boolean,
        ["allowReserved"] = Shape.Boolean,
        ["style"] = Shape.Text,
        ["explode"] = Shape.Boolean,
        ["schema"] = Schema,
        ["content"] = Content,
        ["example"] = Shape.Anything,
        ["examples"] = Shape.Map(Example),
    };

    private static readonly Shape Header = Keywords(HeaderKeywords);

    private static readonly Shape Parameter = Keywords(new(HeaderKeywords) { ["name"] = Shape.Text, ["in"] = Shape.Text, [Extensions.Name] = Shape.Text }, "name", "in");

    private static readonly Shape RequestBody = Keywords(new()
    {
        ["description"] = Shape.Text,
        ["required"] = Shape.Boolean,
        ["content"] = Content,
    });

    private static readonly Shape Response = Keywords(new()
    {
        ["description"] = Shape.Text,
        ["headers"] = Shape.Map(Header),
        ["content"] = Content,
        ["links"] = Shape.Anything,
    });

    private static readonly Shape Servers = Shape.List(Keywords(new()
    {
        ["url"] = Shape.Text,
        ["description"] = Shape.Text,
        ["variables"] = Shape.Map(Keywords(new() { ["enum"] = Shape.List(Shape.Text), ["default"] = Shape.Text, ["description"] = Shape.Text })),
    }));

    private static readonly Shape Security = Shape.List(Shape.Map(Shape.List(Shape.Text)));

    private static readonly Shape Operation = Keywords(new()
    {
        ["operationId"] = Shape.Text,
        ["tags"] = Shape.List(Shape.Text),
        ["summary"] = Shape.Text,
        ["description"] = Shape.Text,
        ["deprecated"] = Shape.Boolean,
        ["parameters"] = Shape.List(Parameter),
        ["requestBody"] = RequestBody,
        ["responses"] = Shape.ExtensibleMap(Response),
        ["callbacks"] = Shape.Anything,
        ["security"] = Security,
        ["servers"] = Servers,
        ["externalDocs"] = Documentation,
        [Extensions.Idempotent] = Shape.Boolean,
        [Extensions.Source] = Shape.Text,
        [Extensions.ReplacedBy] = Shape.List(Shape.Text),
        [Extensions.Shorthand] = Shape.Text,
        [Extensions.ExactlyOneOf] = Shape.List(Shape.Text),

        // The content has rules of its own.
        [Extensions.Pagination] = Shape.Map(Shape.Anything),
    });

    private static readonly Shape PathItem = Keywords(new()
    {
        ["summary"] = Shape.Text,
        ["description"] = Shape.Text,
        ["parameters"] = Shape.List(Parameter),
        ["servers"] = Servers,
        ["get"] = Operation,
        ["put"] = Operation,
        ["post"] = Operation,
        ["delete"] = Operation,
        ["options"] = Operation,
        ["head"] = Operation,
        ["patch"] = Operation,
        ["trace"] = Operation,
    });

    private static readonly Dictionary<string, Shape> DocumentKeywords = new()
    {
        ["openapi"] = Shape.Text,
        ["info"] = Keywords(
            new()
            {
                ["title"] = Shape.Text,
                ["version"] = Shape.Text,
                ["description"] = Shape.Text,
                ["termsOfService"] = Shape.Text,
                ["contact"] = Keywords(new() { ["name"] = Shape.Text, ["url"] = Shape.Text, ["email"] = Shape.Text }),
                ["license"] = Keywords(new() { ["name"] = Shape.Text, ["url"] = Shape.Text }),
                [Extensions.ClientName] = Shape.Text,
                [Extensions.ClientHeader] = Shape.Text,
                [Extensions.AddressEnvironment] = Shape.Text,
            },
            "title",
            "version"),
        ["servers"] = Servers,
        ["security"] = Security,
        ["tags"] = Shape.List(Keywords(new() { ["name"] = Shape.Text, ["description"] = Shape.Text, ["externalDocs"] = Documentation })),
        ["externalDocs"] = Documentation,
        ["paths"] = Shape.ExtensibleMap(PathItem),
        ["components"] = Keywords(new()
        {
            ["schemas"] = Shape.Map(Schema),
            ["parameters"] = Shape.Map(Parameter),
            ["requestBodies"] = Shape.Map(RequestBody),
            ["responses"] = Shape.Map(Response),
            ["headers"] = Shape.Map(Header),
            ["examples"] = Shape.Map(Example),
            ["links"] = Shape.Anything,
            ["callbacks"] = Shape.Anything,
            ["securitySchemes"] = Shape.Map(Keywords(new()
            {
                ["type"] = Shape.Text,
                ["in"] = Shape.Text,
                ["name"] = Shape.Text,
                ["scheme"] = Shape.Text,
                ["bearerFormat"] = Shape.Text,
                ["description"] = Shape.Text,
                ["flows"] = Shape.Anything,
                ["openIdConnectUrl"] = Shape.Text,
                [Extensions.AuthEnvironment] = Shape.Text,
            })),
        }),
    };

    private static readonly Shape Document = Keywords(DocumentKeywords, "info");

    /// <summary>Enumerates the values of a document with the shape that OpenAPI defines for each, valid or not. The content of an invalid value is skipped.</summary>
    public static IEnumerable<SpecPlace> Places(this SpecSource source)
    {
        // A node with a YAML alias is reached more than once.
        var seen = new HashSet<SpecPlace>();
        var left = new Stack<SpecPlace>([new SpecPlace("The document", source.Root, Document)]);
        while (left.TryPop(out var place))
        {
            if (!seen.Add(place))
            {
                continue;
            }

            yield return place;
            if (place.Shape.Accepts(place.Node))
            {
                foreach (var inside in place.Shape.Inside(place.Node))
                {
                    left.Push(inside);
                }
            }
        }
    }

    private static Shape Keywords(Dictionary<string, Shape> keywords, params IReadOnlyList<string> required) => Shape.Object(() => keywords, required);
}
