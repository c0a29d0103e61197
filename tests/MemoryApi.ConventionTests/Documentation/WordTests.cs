using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>Comments, messages, specifications and pages use the usual technical terms, not the words of this list.</summary>
public class WordTests
{
    /// <summary>Words that aren't allowed, and their replacements.</summary>
    private static readonly (string Pattern, string Instead)[] Words =
    [
        (@"\banswer(s|ed|ing)?\b", "response, respond"),
        (@"\bcarr(y|ies|ied|ying) out\b", "process"),
        (@"\bruns? twice\b", "idempotent"),
        (@"(?<!\b(agent|persona|model)s? )\b(is|are|was|were|be) told\b", "receive"),
        (@"\b(is|are|was|were) due\b", "return, expect, at its time"),
        (@"\bgo(es)? the way of\b|\bthe way of an? (request|response|call)\b", "is handled like, the pipeline of"),
        (@"\bturn(s|ed|ing)? away\b", "reject"),
        (@"\bfailures? that pass(es)?\b|\bof a kind that passes\b", "transient"),
        (@"\b(can('t|not)?|could(n't| not)?) be had\b", "obtain, available"),
    ];

    /// <summary>The vendor's own words.</summary>
    private static readonly string[] Allowed = ["answered_by", "Who answered"];

    private static readonly string[] Pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md"];

    private static readonly string[] Kinds = [".cs", ".csproj", ".liquid", ".md", ".props", ".targets", ".yaml"];

    [Test]
    public void Texts_use_the_terms_of_the_field()
    {
        var files = Files().ToList();

        Assert.That(files, Has.Count.GreaterThan(400).And.Contains("specs/mem0.yaml").And.Contains("src/MemoryApi.Core/Errors/ApiFailure.cs").And.Contains("docs/testing.md"), "what is searched");
        Assert.That(files.SelectMany(file => TextsOf(file).SelectMany(Found).Select(found => $"{file}: {found}")), Is.Empty);
    }

    [TestCase("// The answer comes late.", ExpectedResult = 1, TestName = "A_comment_is_searched")]
    [TestCase("/// <summary>Is told\n/// after each chunk, and what is\n/// due.</summary>\nclass C;", ExpectedResult = 2, TestName = "A_documentation_comment_is_searched_across_lines")]
    [TestCase("var text = $\"It {1} may run twice.\";", ExpectedResult = 1, TestName = "A_message_is_searched")]
    [TestCase("var text = \"\"\"\n  The key can't be had.\n  \"\"\";", ExpectedResult = 1, TestName = "A_raw_text_is_searched")]
    [TestCase("var answer = Answer(answers);", ExpectedResult = 0, TestName = "A_name_is_not_searched")]
    [TestCase("// Who answered, under \"answered_by\".", ExpectedResult = 0, TestName = "The_vendors_words_are_allowed")]
    [TestCase("// What an agent is told.", ExpectedResult = 0, TestName = "An_agent_is_told_something")]
    public int A_source_is_searched(string source) => TextsOfSource(source).SelectMany(Found).Count();

    /// <summary>Each word in a text, with what stands around it and what to write instead.</summary>
    private static IEnumerable<string> Found(string text)
    {
        var plain = Allowed.Aggregate(Regex.Replace(text, @"\s*\n\s*(///?\s*)?", " "), (rest, allowed) => rest.Replace(allowed, "", StringComparison.Ordinal));
        return Words.SelectMany(word => Regex.Matches(plain, word.Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant).Select(match =>
        {
            var start = Math.Max(match.Index - 40, 0);
            return $"\"{match.Value}\" is here called: {word.Instead}. \"… {plain[start..Math.Min(match.Index + match.Length + 40, plain.Length)]} …\"";
        }));
    }

    private static IEnumerable<string> Files() => new[] { "src", "generator", "specs" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => Kinds.Contains(Path.GetExtension(file)) && !Regex.IsMatch(file, "/(bin|obj)/"))
        .Concat(Page.Guides.Select(guide => guide.Name))
        .Concat(Pages);

    private static IEnumerable<string> TextsOf(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");
        return Path.GetExtension(file) switch
        {
            ".cs" => TextsOfSource(text),

            // Without blocks of code.
            ".md" => [Regex.Replace(text, "^```.*?^```$", "", RegexOptions.Singleline | RegexOptions.Multiline)],
            _ => [text],
        };
    }

    /// <summary>Comments and texts of C#; names stand for themselves.</summary>
    private static IEnumerable<string> TextsOfSource(string source)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetRoot();
        var comments = root.DescendantTrivia()
            .Where(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
                or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia)
            .Select(trivia => trivia.ToFullString());
        var texts = root.DescendantTokens()
            .Where(token => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
                or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken)
            .Select(token => token.Text);
        return comments.Concat(texts);
    }
}
