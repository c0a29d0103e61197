using System;
using System.IO;
using System.Linq;
using System.Text;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

public sealed class Utf8TextTests
{
    private const string Mixed = "a\u00e9\u20ac\U0001F600\u0800b\U0010FFFFz";

    [Test]
    public void What_is_written_in_parts_of_any_size_is_the_utf8_of_the_whole()
    {
        for (var size = 1; size <= Mixed.Length; size++)
        {
            using var bytes = new PooledBytes();
            using var writer = new Utf8BytesWriter(bytes);
            foreach (var part in Mixed.Chunk(size))
            {
                if (size == 1)
                {
                    writer.Write(part[0]);
                }
                else if (size % 2 == 0)
                {
                    writer.Write(new string(part));
                }
                else
                {
                    writer.Write(part, 0, part.Length);
                }
            }

            writer.Complete();
            Assert.That(bytes.Written.ToArray(), Is.EqualTo(Encoding.UTF8.GetBytes(Mixed)), $"parts of {size}");
        }
    }

    [Test]
    public void Half_a_pair_becomes_the_replacement_character()
    {
        using var bytes = new PooledBytes();
        using var writer = new Utf8BytesWriter(bytes);
        writer.Write("a\ud83d");
        writer.Write('b');
        writer.Write('\ud83d');
        writer.Complete();

        Assert.That(Encoding.UTF8.GetString(bytes.Written), Is.EqualTo("a\ufffdb\ufffd"));
    }

    [Test]
    public void Memory_grows_and_keeps_what_it_has()
    {
        using var bytes = new PooledBytes();
        var expected = new byte[100_000];
        new Random(1).NextBytes(expected);
        foreach (var part in expected.Chunk(777))
        {
            var free = bytes.Free(part.Length);
            part.CopyTo(free.Array!, free.Offset);
            bytes.Advance(part.Length);
        }

        Assert.That(bytes.Written.AsSpan().SequenceEqual(expected), Is.True);
    }

    private static string ReadAll(TextReader reader, int size)
    {
        var text = new StringBuilder();
        var buffer = new char[size];
        for (var read = reader.Read(buffer, 0, size); read > 0; read = reader.Read(buffer, 0, size))
        {
            text.Append(buffer, 0, read);
        }

        return text.ToString();
    }
}
