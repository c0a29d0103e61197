using MemoryApi.Generator.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MemoryApi.Generator.Specs;

/// <summary>Refuses a file that nests deeper than any real document, before a recursive method overflows the stack.</summary>
internal sealed class DepthLimit(IParser parser, string path) : IParser
{
    private const int Deepest = 100;

    private int _depth;

    public ParsingEvent? Current => parser.Current;

    public bool MoveNext()
    {
        var isEvent = parser.MoveNext();
        _depth += isEvent ? parser.Current!.NestingIncrease : 0;
        return _depth <= Deepest
            ? isEvent
            : throw new GenerationException(new Diagnostic(
                path, (int)parser.Current!.Start.Line, (int)parser.Current.Start.Column, DiagnosticCodes.Size, $"The file nests deeper than {Deepest} levels. Make components of what is inside and refer to them."));
    }
}
