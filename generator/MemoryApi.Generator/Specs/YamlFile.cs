using System;
using System.IO;
using MemoryApi.Generator.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Specs;

/// <summary>A file with at most one YAML document; JSON is YAML.</summary>
internal sealed record YamlFile(string Path, string Text, YamlNode? Root)
{
    private const long LargestFile = 8 * 1024 * 1024;

    /// <param name="path">The file.</param>
    /// <param name="remedy">What to do when it can't be read.</param>
    /// <exception cref="GenerationException">There is no such file, or it isn't YAML.</exception>
    public static YamlFile Read(string path, string remedy)
    {
        string text;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
            {
                throw new GenerationException(new Diagnostic(
                    path, 1, 1, DiagnosticCodes.Size, $"The file is larger than {LargestFile / 1024 / 1024} MB. Leave out what the client doesn't need."));
            }

            text = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GenerationException(new Diagnostic(
                path, 0, 0, DiagnosticCodes.SpecNotReadable, $"The file can't be read. {remedy} {exception.Message}"));
        }

        var parser = new Parser(new StringReader(text));
        try
        {
            var stream = new YamlStream();
            stream.Load(new DepthLimit(parser, path));
            if (stream.Documents is [var single])
            {
                AliasLimit.Check(single.RootNode, path);
            }

            return stream.Documents.Count <= 1
                ? new YamlFile(path, text, stream.Documents is [var document] ? document.RootNode : null)
                : throw new GenerationException(new Diagnostic(
                    path, (int)stream.Documents[1].RootNode.Start.Line, 1, DiagnosticCodes.SpecNotYaml, "The file holds several YAML documents. Leave one."));
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException)
        {
            // On some mistakes the parser throws other exceptions, or one without a place. Then the error is reported at the parser's current position.
            var place = exception is YamlException { Start.Index: > 0 } known ? known.Start : parser.Current?.End ?? Mark.Empty;
            throw new GenerationException(new Diagnostic(
                path,
                (int)place.Line,
                (int)place.Column,
                DiagnosticCodes.SpecNotYaml,
                $"The file is not valid YAML or JSON. {exception.InnerException?.Message ?? exception.Message}"));
        }
    }
}
