using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;

namespace MemoryApi.Core.Runtime;

/// <summary>Finds the path of a value in JSON, e.g. <c>results[3].score</c>, by reading it a second time. Only errors need it.</summary>
internal static class JsonPlace
{
    /// <summary>The path of the value that begins at <paramref name="offset"/>, or of the next value if none begins there.</summary>
    /// <param name="utf8">The JSON. Behind the offset it may be cut off or invalid.</param>
    /// <param name="offset">Where the value begins.</param>
    /// <param name="levels">How many levels to name at most.</param>
    public static string PathAt(ReadOnlySpan<byte> utf8, int offset, int levels = int.MaxValue)
    {
        var open = new Stack<Level>();
        var reader = new Utf8JsonReader(utf8, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = JsonTokens.MaxDepth }));
        try
        {
            while (reader.Read() && reader.TokenStartIndex < offset)
            {
                Follow(ref reader, open);
            }
        }
        catch (JsonException)
        {
            // The mistake lies behind the value.
        }

        return Text(open, levels);
    }

    /// <summary>Replaces a failure by one with path, line and position, and without content: the messages of the tokenizer quote the JSON.</summary>
    /// <param name="failure">The failure to replace.</param>
    /// <param name="utf8">The JSON.</param>
    /// <param name="tokenStart">Where the last token that was read begins.</param>
    /// <param name="namedLevels">How many levels of the path to name at most when the text isn't JSON.</param>
    /// <param name="typedLevels">How many levels to name at most when the JSON has an unexpected type.</param>
    public static JsonException Locate(Exception failure, ReadOnlySpan<byte> utf8, int tokenStart, int namedLevels = int.MaxValue, int typedLevels = int.MaxValue)
    {
        // Only the tokenizer knows the line.
        if (failure is JsonException { LineNumber: { } linesBefore, BytePositionInLine: { } bytesBefore })
        {
            return Located("The JSON can't be read.", (int)linesBefore + 1, (int)bytesBefore + 1, PathAt(utf8, int.MaxValue, namedLevels));
        }

        var (line, position) = LineAt(utf8, tokenStart);
        return Located(failure is JsonException ? failure.Message : "The JSON can't be read.", line, position, PathAt(utf8, tokenStart, typedLevels));
    }

    private static JsonException Located(string problem, int line, int position, string path) =>
        new(FormattableString.Invariant($"{problem} Line {line}, position {position}."), path, line, position);

    /// <summary>Line and position in the line of an offset, both from 1.</summary>
    private static (int Line, int Position) LineAt(ReadOnlySpan<byte> utf8, int offset)
    {
        var before = utf8.Slice(0, offset);
        var line = 1;
        for (var end = before.IndexOf((byte)'\n'); end >= 0; end = before.IndexOf((byte)'\n'))
        {
            before = before.Slice(end + 1);
            line++;
        }

        return (line, before.Length + 1);
    }

    private static void Follow(ref Utf8JsonReader reader, Stack<Level> open)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                open.Push(new Level(IsArray: false));
                return;
            case JsonTokenType.StartArray:
                open.Push(new Level(IsArray: true));
                return;
            case JsonTokenType.PropertyName:
                open.Push(open.Pop() with { Name = JsonTokens.Text(ref reader) });
                return;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                open.Pop();
                break;
        }

        if (open.Count > 0)
        {
            var level = open.Pop();
            open.Push(level.IsArray ? level with { Index = level.Index + 1 } : level with { Name = null });
        }
    }

    private static string Text(Stack<Level> open, int levels)
    {
        var path = new StringBuilder();
        var fromRoot = open.ToArray();
        Array.Reverse(fromRoot);
        for (var i = 0; i < fromRoot.Length && i < levels; i++)
        {
            if (fromRoot[i].IsArray)
            {
                path.Append('[').Append(fromRoot[i].Index).Append(']');
            }
            else if (fromRoot[i].Name is { } name)
            {
                path.Append(path.Length > 0 ? "." : string.Empty).Append(name);
            }
        }

        return path.ToString();
    }

    private readonly record struct Level(bool IsArray, int Index = 0, string? Name = null);
}
