using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;

namespace MemoryApi.Generator.Diagnostics;

/// <summary>The <c>MemoryApiSpec</c> item that named a specification: the place of mistakes that aren't in the specification itself.</summary>
/// <param name="Project">The project or props file that has the item.</param>
/// <param name="Include">The path that the item gives.</param>
internal sealed record SpecItem(string Project, string Include)
{
    /// <summary>The error, at the item if it had no line of its own; only at the project when the item could be one of several.</summary>
    public Diagnostic Place(Diagnostic diagnostic)
    {
        if (diagnostic.Line > 0 || !File.Exists(Project))
        {
            return diagnostic;
        }

        var items = XDocument.Load(Project, LoadOptions.SetLineInfo).Descendants()
            .Where(element => element.Name.LocalName == "MemoryApiSpec" && element.Attribute("Include") is not null)
            .ToList();
        var named = items.Where(element => Paths(element).Contains(Slashed(Include))).ToList();

        // The only item may also have come to its path by a property or a pattern.
        var candidates = named.Count > 0 ? named : items;
        return candidates is [IXmlLineInfo item]
            ? diagnostic with { File = Project, Line = item.LineNumber, Column = item.LinePosition - 1 }
            : diagnostic with { File = Project };
    }

    private static IEnumerable<string> Paths(XElement element) =>
        ((string)element.Attribute("Include")!).Split(';', StringSplitOptions.TrimEntries).Select(Slashed);

    private static string Slashed(string path) => path.Replace('\\', '/');
}
