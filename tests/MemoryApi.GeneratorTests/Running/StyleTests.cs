using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MemoryApi.Generator;

namespace MemoryApi.GeneratorTests.Running;

/// <summary>The examples of OpenAPI for the styles of parameters: https://spec.openapis.org/oas/v3.0.4#style-examples</summary>
public class StyleTests
{
    private const string Empty = "\"\"";
    private const string Text = "\"blue\"";
    private const string List = "new[] { \"blue\", \"black\", \"brown\" }";
    private const string Object = "new Rgb { R = 100, G = 200, B = 150 }";

    private static readonly (string Place, string Style, bool Explode, string Value, string Expected)[] Cases =
    [
        ("path", "simple", false, Text, "blue"),
        ("path", "simple", false, List, "blue,black,brown"),
        ("path", "simple", false, Object, "R,100,G,200,B,150"),
        ("path", "simple", true, List, "blue,black,brown"),
        ("path", "simple", true, Object, "R=100,G=200,B=150"),
        ("path", "label", false, Text, ".blue"),
        ("path", "label", false, List, ".blue,black,brown"),
        ("path", "label", false, Object, ".R,100,G,200,B,150"),
        ("path", "label", true, List, ".blue.black.brown"),
        ("path", "label", true, Object, ".R=100.G=200.B=150"),
        ("path", "matrix", false, Text, ";color=blue"),
        ("path", "matrix", false, List, ";color=blue,black,brown"),
        ("path", "matrix", false, Object, ";color=R,100,G,200,B,150"),
        ("path", "matrix", true, List, ";color=blue;color=black;color=brown"),
        ("path", "matrix", true, Object, ";R=100;G=200;B=150"),
        ("query", "form", false, Empty, "color="),
        ("query", "form", false, Text, "color=blue"),
        ("query", "form", false, List, "color=blue%2Cblack%2Cbrown"),
        ("query", "form", false, Object, "color=R%2C100%2CG%2C200%2CB%2C150"),
        ("query", "form", true, List, "color=blue&color=black&color=brown"),
        ("query", "form", true, Object, "R=100&G=200&B=150"),
        ("query", "spaceDelimited", false, List, "color=blue%20black%20brown"),
        ("query", "spaceDelimited", false, Object, "color=R%20100%20G%20200%20B%20150"),
        ("query", "pipeDelimited", false, List, "color=blue%7Cblack%7Cbrown"),
        ("query", "pipeDelimited", false, Object, "color=R%7C100%7CG%7C200%7CB%7C150"),
        ("query", "deepObject", true, Object, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
        ("header", "simple", false, List, "blue,black,brown"),
        ("header", "simple", false, Object, "R,100,G,200,B,150"),
        ("header", "simple", true, Object, "R=100,G=200,B=150"),
    ];

    [Test]
    public async Task Parameters_are_written_as_in_the_examples_of_OpenAPI()
    {
        await using var server = await EchoServer.StartAsync();
        using var spec = new SpecFile(Document());
        var assembly = ClientAssembly.Load(ClientFiles.Generate(spec.Path, new GeneratorOptions("Contoso.Styles")), Driver());
        var calls = (List<Func<Task>>)assembly.GetType("Contoso.Styles.Driver")!.GetMethod("Calls")!.Invoke(null, [server.Address])!;
        var arrived = new List<string>();
        foreach (var (call, expected) in calls.Zip(Cases))
        {
            await call();
            arrived.Add(expected.Place switch
            {
                "path" => server.Last!.Target["/path/".Length..].Split('/')[1],
                "query" => server.Last!.Target[(server.Last.Target.IndexOf('?', StringComparison.Ordinal) + 1)..],
                _ => server.Last!.Headers["color"],
            });
        }

        Assert.That(arrived, Is.EqualTo(Cases.Select(one => one.Expected)));
    }

    private static string Document()
    {
        var paths = new StringBuilder();
        foreach (var (i, (place, style, explode, value, _)) in Cases.Index())
        {
            var schema = value == List ? "{ type: array, items: { type: string } }" : value == Object ? "{ $ref: '#/components/schemas/Rgb' }" : "{ type: string }";
            paths.Append($$"""
                  /{{place}}/{{i}}{{(place == "path" ? "/{color}" : string.Empty)}}:
                    get:
                      operationId: Call{{i}}
                      tags: [Styles]
                      parameters: [{ name: color, in: {{place}}, required: true, style: {{style}}, explode: {{(explode ? "true" : "false")}}, schema: {{schema}} }]
                      responses: { '204': { description: Done. } }

                """);
        }

        return $$"""
            openapi: 3.0.3
            info: { title: Colors, version: '1' }
            paths:
            {{paths}}
            components:
              schemas:
                Rgb: { type: object, properties: { R: { type: integer }, G: { type: integer }, B: { type: integer } } }
            """;
    }

    private static string Driver() => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;

        namespace Contoso.Styles;

        internal static class Driver
        {
            public static List<Func<Task>> Calls(Uri address)
            {
                var client = new ColorsClient(new ColorsClientOptions { BaseAddress = address });
                return
                [
                    {{string.Join(",\n", Cases.Select((one, i) => $"() => client.Styles.Call{i}Async({one.Value})"))}}
                ];
            }
        }
        """;
}
