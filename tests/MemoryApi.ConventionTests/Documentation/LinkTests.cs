using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>No link of a page leads nowhere.</summary>
public class LinkTests
{
    private static IEnumerable<string> Pages => new[] { "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md" }
        .Concat(PackageReadmes)
        .Concat(["generator/README.md", "generator/RUNTIME.md", "specs/README.md"])
        .Concat(Page.Guides.Select(static guide => guide.Name));

    /// <summary>They are shown where there is no repository around them.</summary>
    private static IEnumerable<string> PackageReadmes => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "README.md", SearchOption.AllDirectories)
        .Append(Path.Combine(Repository.Root, "generator", "MemoryApi.Generator", "README.md"))
        .Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'));

    [TestCaseSource(nameof(Pages))]
    public void Each_link_leads_to_a_file_and_to_a_heading_of_it(string page)
    {
        var dead = Links(page).Where(link => !IsAlive(page, link));

        Assert.That(dead, Is.Empty);
    }

    [TestCaseSource(nameof(PackageReadmes))]
    public void A_readme_of_a_package_has_no_link_into_the_repository(string page) =>
        Assert.That(Links(page).Where(static link => !link.StartsWith('#')), Is.Empty);

    [Test]
    public void Each_guide_stands_in_the_readme_and_in_the_contents_of_the_site()
    {
        var contents = File.ReadAllText(Path.Combine(Repository.Root, "docs", "toc.yml"));
        var readme = Links("README.md").ToList();
        var guides = Page.Guides.Select(static guide => guide.Name).Where(static guide => guide != "docs/index.md").ToList();

        Assert.That(guides, Is.Not.Empty);
        Assert.Multiple(() =>
        {
            Assert.That(guides.Where(guide => !readme.Contains(guide)), Is.Empty, "README.md");
            Assert.That(guides.Where(guide => !contents.Contains($"href: {Path.GetFileName(guide)}\n", StringComparison.Ordinal)), Is.Empty, "docs/toc.yml");
        });
    }

    [TestCase("## Two words", "two-words")]
    [TestCase("### `Code`, and (more)", "code-and-more")]
    [TestCase("# From the Python client", "from-the-python-client")]
    public void A_heading_has_an_anchor(string heading, string anchor) => Assert.That(Anchors(heading), Is.EqualTo(new[] { anchor }));

    /// <summary>Relative links; those to other sites aren't tried.</summary>
    private static IEnumerable<string> Links(string page) => Regex.Matches(TextOf(page), @"\]\(([^()\s]+)\)")
        .Select(static match => match.Groups[1].Value)
        .Where(static link => !Regex.IsMatch(link, "^[a-z]+:"));

    private static bool IsAlive(string page, string link)
    {
        var (path, anchor) = link.Split('#') is [var before, var after] ? (before, after) : (link, null);
        var target = path.Length == 0 ? page : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, path)).Replace('\\', '/');
        var file = Path.Combine(Repository.Root, target);
        return anchor is null ? File.Exists(file) || Directory.Exists(file) : File.Exists(file) && Anchors(TextOf(target)).Contains(anchor);
    }

    /// <summary>The text without blocks of code, in which brackets are no links and a hash begins no heading.</summary>
    private static string TextOf(string page) => Regex.Replace(
        File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n"), "^```.*?^```$", "", RegexOptions.Singleline | RegexOptions.Multiline);

    private static IEnumerable<string> Anchors(string text) => Regex.Matches(text, "^#+ (.+)$", RegexOptions.Multiline)
        .Select(static match => Regex.Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'));
}
