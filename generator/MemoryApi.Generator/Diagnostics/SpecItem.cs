using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;

namespace MemoryApi.Generator.Diagnostics;

/// <summary>The <c>MemoryApiSpec</c> item of a specification. Mistakes outside of the specification are reported at this item.</summary>
/// <param name="Project">The project or props file that contains the item.</param>
/// <param name="Include">The path in the item.</param>
internal sealed record SpecItem(string Project, string Include)
{
    /// <summary>Places an error without a line at the item; or only at the project, if it isn't clear which item it is.</summary>
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

        // If there is only one item, its path may also come from a property or a pattern.
        var candidates = named.Count > 0 ? named : items;
        return candidates is [IXmlLineInfo item]
            ? diagnostic with { File = Project, Line = item.LineNumber, Column = item.LinePosition - 1 }
            : diagnostic with { File = Project };
    }

    private static IEnumerable<string> Paths(XElement element) =>
        ((string)element.Attribute("Include")!).Split(';', StringSplitOptions.TrimEntries).Select(Slashed);

    private static string Slashed(string path) => path.Replace('\\', '/');
}
