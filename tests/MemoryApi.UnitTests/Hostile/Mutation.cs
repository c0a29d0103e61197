using System;
using System.Text;

namespace MemoryApi.UnitTests.Hostile;

/// <summary>Makes bytes that are nearly what is expected, or not at all.</summary>
public static class Mutation
{
    private static readonly byte[] Interesting = Encoding.UTF8.GetBytes("{}[]\",:\\tfn0123456789.-+eE \r\n\0\u00ff\ufeff");

    private static readonly string[] Pieces =
    [
        "null", "true", "[]", "{}", "\"\"", "-0", "1e999", "1e-999", "123456789012345678901234567890", "0.1e+5", "NaN", "Infinity", "-Infinity", "undefined", "new Date(0)", "/*x*/", "//x\n", "'x'",
        "\"\\ud800\"", "\"\\u0000\"", "\"\\x\"", "\"2020-01-01T00:00:00Z\"", "\"9999-99-99\"", "\"0001-01-01T00:00:00+14:00\"", "{\"$type\":\"System.Object\"}", "{\"$ref\":\"1\"}", "{\"$id\":\"1\",\"$values\":[]}",
        ",", ":", "[[[[[[", "{\"a\":", "\"errors\":[{\"error\":\"X\"}],", "\"data\":null,", "\ud83d\ude00",
    ];

    public static byte[] Of(byte[] seed, Random random)
    {
        if (random.Next(20) == 0)
        {
            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            return noise;
        }

        var bytes = (byte[])seed.Clone();
        for (var changes = 1 + random.Next(4); changes > 0; changes--)
        {
            bytes = Change(bytes, random);
        }

        return bytes;
    }

    private static byte[] Change(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length + 1);
        switch (random.Next(8))
        {
            case 0:
                return bytes[..at];
            case 1 when at < bytes.Length:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 2 when at < bytes.Length:
                bytes[at] = Interesting[random.Next(Interesting.Length)];
                return bytes;
            case 3:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(20))..]];
            case 4:
                var length = Math.Min(random.Next(30), bytes.Length - at);
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case 5:
                var end = at + random.Next(Math.Min(30, bytes.Length - at + 1));
                var last = end + random.Next(Math.Min(30, bytes.Length - end + 1));
                return [.. bytes[..at], .. bytes[end..last], .. bytes[at..end], .. bytes[last..]];
            default:
                // In place of the value that begins here, so that the rest often stays in order.
                return Replace(bytes, at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
        }
    }

    private static byte[] Replace(byte[] bytes, int at, byte[] piece)
    {
        var start = Array.IndexOf(bytes, (byte)':', at) + 1;
        if (start == 0)
        {
            return [.. bytes[..at], .. piece, .. bytes[at..]];
        }

        var end = start;
        while (end < bytes.Length && bytes[end] is not ((byte)',' or (byte)'}' or (byte)']'))
        {
            end++;
        }

        return [.. bytes[..start], .. piece, .. bytes[end..]];
    }
}
