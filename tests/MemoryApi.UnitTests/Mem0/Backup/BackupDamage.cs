using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MemoryApi.UnitTests.Mem0.Backup;

/// <summary>A way in which a file can be damaged.</summary>
internal static class BackupDamage
{
    public static readonly IReadOnlyList<string> Kinds =
    [
        "bit", "byte", "byte lost", "byte inserted", "line lost", "line doubled", "lines swapped", "line moved", "page lost", "page doubled", "pages swapped", "end lost", "line break added",
        "files joined", "file appended to its beginning", "CRLF", "BOM", "BOM inside", "cut", "cut at a line", "head cut", "block of zeros",
    ];

    /// <summary>Damages a backup.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="other">Another one.</param>
    /// <param name="kind">How.</param>
    /// <param name="random">Where.</param>
    public static byte[] Of(byte[] backup, byte[] other, string kind, Random random)
    {
        var bytes = backup.ToList();
        var lines = Lines(backup);
        var place = random.Next(bytes.Count);
        switch (kind)
        {
            case "bit":
                bytes[place] ^= (byte)(1 << random.Next(8));
                return [.. bytes];
            case "byte":
                bytes[place] = (byte)random.Next(256);
                return [.. bytes];
            case "byte lost":
                bytes.RemoveAt(place);
                return [.. bytes];
            case "byte inserted":
                bytes.Insert(place, (byte)random.Next(256));
                return [.. bytes];
            case "line lost":
                lines.RemoveAt(random.Next(lines.Count));
                return Join(lines);
            case "line doubled":
                place = random.Next(lines.Count);
                lines.Insert(random.Next(2) == 0 ? place : random.Next(lines.Count + 1), lines[place]);
                return Join(lines);
            case "lines swapped":
                var (first, second) = (random.Next(lines.Count), random.Next(lines.Count));
                (lines[first], lines[second]) = (lines[second], lines[first]);
                return Join(lines);
            case "line moved":
                place = random.Next(lines.Count);
                var line = lines[place];
                lines.RemoveAt(place);
                lines.Insert(random.Next(lines.Count + 1), line);
                return Join(lines);
            case "page lost" or "page doubled" or "pages swapped":
                return Join(WithPages(lines, kind, random));
            case "end lost":
                return Join([.. lines.Take(lines.Count - 1)]);
            case "line break added":
                lines.Insert(random.Next(lines.Count + 1), [(byte)'\n']);
                return Join(lines);
            case "files joined":
                return [.. backup, .. other];
            case "file appended to its beginning":
                return [.. Join([.. lines.Take(random.Next(1, lines.Count))]), .. random.Next(2) == 0 ? other : backup];
            case "CRLF":
                return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(backup).Replace("\n", "\r\n", StringComparison.Ordinal));
            case "BOM":
                return [0xEF, 0xBB, 0xBF, .. backup];
            case "BOM inside":
                lines.Insert(random.Next(lines.Count + 1), [0xEF, 0xBB, 0xBF]);
                return Join(lines);
            case "cut":
                return backup[..place];
            case "cut at a line":
                return Join([.. lines.Take(random.Next(lines.Count))]);
            case "head cut":
                return Join([lines[0], .. lines.Skip(random.Next(2, lines.Count))]);
            case "block of zeros":
                Array.Clear(backup = [.. backup], place, Math.Min(random.Next(1, 64), backup.Length - place));
                return backup;
            default:
                throw new NotSupportedException(kind);
        }
    }

    private static List<byte[]> WithPages(List<byte[]> lines, string kind, Random random)
    {
        // A page is what stands between two closing lines, the second one included.
        var pages = new List<List<byte[]>> { new() };
        foreach (var line in lines.Skip(1))
        {
            pages[^1].Add(line);
            if (line.AsSpan().StartsWith("{\"page\""u8))
            {
                pages.Add([]);
            }
        }

        var last = pages.Count - 1;
        var (first, second) = (random.Next(last), random.Next(last));
        switch (kind)
        {
            case "page lost":
                pages.RemoveAt(first);
                break;
            case "page doubled":
                pages.Insert(second, pages[first]);
                break;
            default:
                (pages[first], pages[second]) = (pages[second], pages[first]);
                break;
        }

        return [lines[0], .. pages.SelectMany(static page => page)];
    }

    private static List<byte[]> Lines(byte[] backup)
    {
        var lines = new List<byte[]>();
        for (var begin = 0; begin < backup.Length;)
        {
            var end = Array.IndexOf(backup, (byte)'\n', begin) + 1;
            lines.Add(backup[begin..end]);
            begin = end;
        }

        return lines;
    }

    private static byte[] Join(List<byte[]> lines) => [.. lines.SelectMany(static line => line)];
}
