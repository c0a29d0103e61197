using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>XML documentation uses the C# names of members and parameters, not their wire names.</summary>
public partial class XmlDocumentationTests
{
    private static readonly string Repository = typeof(XmlDocumentationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    [TestCase("MemoryApi.Mem0", "mem0")]
    [TestCase("MemoryApi.Bland", "bland")]
    public void No_text_calls_a_member_or_parameter_by_its_wire_name(string library, string spec)
    {
        var wireNames = WireNames().Matches(File.ReadAllText(Path.Combine(Repository, "specs", spec + ".yaml"))).Select(match => match.Groups[1].Value).ToHashSet();
        var members = XDocument.Load(Path.Combine(TestContext.CurrentContext.TestDirectory, library + ".xml")).Descendants("member").ToList();

        var found = members.SelectMany(member => member.Elements()
            .Select(element => (Member: member.Attribute("name")!.Value, Text: WithoutWireExamples(element)))
            .SelectMany(text => SnakeCase().Matches(text.Text).Select(match => match.Value).Where(wireNames.Contains).Select(name => $"{text.Member}: {name}")));

        Assert.That(wireNames, Has.Count.GreaterThan(20));
        Assert.That(members, Has.Count.GreaterThan(200));
        Assert.That(found, Is.Empty);
    }

    /// <summary>The text without code that shows JSON, a query or a known value as it is sent.</summary>
    private static string WithoutWireExamples(XElement element)
    {
        var copy = new XElement(element);
        copy.Descendants("code").Remove();
        if (!copy.Value.TrimStart().StartsWith("On the wire:", StringComparison.Ordinal))
        {
            copy.Descendants("c").Where(code => code.Value.IndexOfAny(['{', '"', '=']) >= 0).Remove();
            return copy.Value;
        }

        return string.Empty;
    }

    // Keys of properties, and names of parameters.
    [GeneratedRegex(@"^ +(?:- name: )?([a-z0-9]+(?:_[a-z0-9]+)+):?\r?$", RegexOptions.Multiline)]
    private static partial Regex WireNames();

    [GeneratedRegex(@"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")]
    private static partial Regex SnakeCase();
}
