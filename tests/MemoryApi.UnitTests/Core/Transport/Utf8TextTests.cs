using System;
using System.IO;
using System.Linq;
using System.Text;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Transport;

public sealed class Utf8TextTests
{
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
