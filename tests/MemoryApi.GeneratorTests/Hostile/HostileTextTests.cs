using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using MemoryApi.Generator;
using MemoryApi.GeneratorTests.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemoryApi.GeneratorTests.Hostile;

/// <summary>No text of a document becomes code: with hostile texts in all places the code has the same tokens as with harmless ones.</summary>
[Category(SoakLength.Category)]
public class HostileTextTests
{
    private static readonly int Documents = SoakLength.Of(150, 4_000);

    private static readonly string[] Payloads =
    [
        "\"", "\\", "\\\"", "\n", "\r\n", "\u2028", "\u2029", "\u0085", "*/", "/*", "//", "///", "\"\"\"", "{", "}", "{{", "{0}", "{% raw %}", "{{ Name }}", "{%", "%}", "</summary>", "<c>", "&", "&amp;", "]]>", "<!--", "-->",
        "\\u0022", "\\u0050", "\\x22", "\\U00000022", "#if", "\n#error x\n", "#pragma warning disable", ";", ");", "\"); System.Environment.Exit(1); (\"", "\"u8", "'", "`", "``", "`a", "$\"", "@\"", "\0", "\u0001", "\uFFFE", "\uD83D\uDE00", "\u202E", "\t",
        "C:\\temp\\new", "a\"b", "class", "null", "true", "=> 1;", "\nnamespace X {}", "\\", "ü", "٣", "\uFEFF",
    ];

    /// <summary>Where a document has texts; each gets one of its own.</summary>
    private static readonly string Template = """
        {"openapi":"3.0.3","info":{"title":"Shop<0>","version":"<1>","description":"<2>","x-client-name":"ShopClient","x-client-header":"X-Client<3>","x-address-environment":"A<4>"},
        "servers":[{"url":"https://shop.example/api","description":"<5>"}],"security":[{"Key":[]}],"tags":[{"name":"Goods","description":"<6>"}],
        "paths":{"/goods<7>/{good_id}":{"get":{"operationId":"get<8>","tags":["Goods"],"summary":"<9>","description":"<10>","deprecated":true,
        "parameters":[{"name":"good_id","in":"path","required":true,"description":"<11>","schema":{"type":"string","pattern":"^[a-z]<12>$","default":"<13>","format":"f<14>"}},
        {"name":"q<15>","in":"query","description":"<16>","schema":{"type":"array","items":{"type":"string"},"minItems":1}},{"name":"X-H","in":"header","description":"<17>","schema":{"type":"integer","default":"<18>","enum":[1,2]}}],
        "responses":{"200":{"description":"<19>","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Good"}}}},"404":{"description":"<20>"}}},
        "post":{"operationId":"change<21>","tags":["Goods"],"summary":"<22>","requestBody":{"required":true,"description":"<23>","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Change"}}}},
        "parameters":[{"name":"good_id","in":"path","required":true,"schema":{"type":"string"}}],
        "responses":{"200":{"description":"<24>","content":{"application/json":{"schema":{"type":"object","x-envelope":{"value":"it<25>","errors":"bad<26>"},"properties":{"it<25>":{"$ref":"#/components/schemas/Good"},"bad<26>":{"type":"array","items":{}}}}}}}}}}},
        "components":{"securitySchemes":{"Key":{"type":"apiKey","in":"header","name":"X-Key<27>","description":"<28>","x-auth-environment":"E<29>"}},
        "schemas":{"Good":{"type":"object","title":"<30>","description":"<31>","required":["id"],"properties":{"id":{"type":"string","description":"<32>"},"n<33>":{"type":"number","description":"<34>","x-name":"Known"},"kind":{"$ref":"#/components/schemas/Kind"},
        "inner<35>":{"type":"object","description":"<36>","x-name":"Inner","properties":{"x":{"type":"string","x-aliases":["y<37>"]}}}}},
        "Kind":{"type":"string","description":"<38>","enum":["one","v<39>","w<40>"]},
        "Change":{"type":"object","description":"<41>","additionalProperties":false,"minProperties":1,"properties":{"name<42>":{"type":"string","x-name":"Name","minLength":2,"maxLength":9,"pattern":"^<43>$","description":"<44>","example":"<45>"},"when":{"type":"string","nullable":true,"format":"date","description":"<46>"}}}}}}
        """.ReplaceLineEndings("\n");

    [Test]
    public void Hostile_texts_in_all_places_add_no_token([Random(0, int.MaxValue, 1)] int seed)
    {
        var random = new Random(seed);
        var expected = Tokens(Generate(_ => "x")!);
        var refused = 0;
        for (var i = 0; i < Documents; i++)
        {
            var texts = new Dictionary<int, string>();
            var files = Generate(place => texts.TryGetValue(place, out var known) ? known : texts[place] = Text(random));
            if (files is null)
            {
                refused++;
                continue;
            }

            Assert.That(Tokens(files), Is.EqualTo(expected), $"seed {seed}, document {i}: {JsonSerializer.Serialize(texts)}");
        }

        TestContext.Out.WriteLine($"{Documents} documents, {refused} refused");
        Assert.That(refused, Is.LessThan(Documents / 2), "most hostile texts are just texts");
    }

    [Test]
    public void A_document_with_all_payloads_at_once_compiles()
    {
        var all = string.Concat(Payloads.Where(payload => payload is not ("{" or "}" or "{{" or "{%" or "%}" or "{0}" or "{% raw %}" or "{{ Name }}" or "\nnamespace X {}" or "\0")));

        Assert.That(ClientAssembly.Problems(Generate(_ => all)!), Is.Empty);
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Payloads[random.Next(Payloads.Length)]));

    /// <summary>The code; null when the document is refused with an error.</summary>
    private static IReadOnlyList<GeneratedFile>? Generate(Func<int, string> text)
    {
        var document = System.Text.RegularExpressions.Regex.Replace(Template, "<([0-9]+)>", match =>
        {
            var place = int.Parse(match.Groups[1].Value, null);
            var value = text(place);

            // A path with braces or a query is another path, and a pattern has its own language.
            value = place == 7 ? string.Concat(value.Where(c => !"{}?#".Contains(c))) : place is 12 or 43 ? System.Text.RegularExpressions.Regex.Escape(value) : value;
            return JsonEncodedText.Encode(value).ToString();
        });
        using var spec = new SpecFile(document);
        try
        {
            return ClientFiles.Generate(spec.Path, new GeneratorOptions("Contoso.Shop"));
        }
        catch (MemoryApi.Generator.Diagnostics.GenerationException refusal)
        {
            Assert.That(refusal.Diagnostics, Is.Not.Empty);
            return null;
        }
    }

    /// <summary>The kinds of all tokens. Names may have others, numbered ones, but they are names.</summary>
    private static string Tokens(IReadOnlyList<GeneratedFile> files)
    {
        var kinds = new StringBuilder();
        foreach (var file in files)
        {
            var options = new CSharpParseOptions(LanguageVersion.CSharp12);
            var tree = CSharpSyntaxTree.ParseText(file.Code, options);
            if (tree.GetRoot().ContainsDiagnostics)
            {
                Assert.That(tree.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
            }

            // From the lexer alone, which takes a fifth of the time that a walk through the tree does.
            foreach (var token in SyntaxFactory.ParseTokens(file.Code, options: options))
            {
                kinds.Append((int)token.Kind()).Append(' ');
            }
        }

        return kinds.ToString();
    }
}
