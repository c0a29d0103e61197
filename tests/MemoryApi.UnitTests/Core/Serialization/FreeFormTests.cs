using System;
using System.Text;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Serialization;

public sealed class FreeFormTests
{
    [TestCase("1.10", "1.10")]
    [TestCase("0.12345678901234567890", "0.12345678901234567890")]
    [TestCase("1e30", "1E+30")]
    [TestCase("1e-30", "1E-30")]
    [TestCase("1.5e-27", "0.0000000000000000000000000015")]
    [TestCase("NaN", "\"NaN\"", Description = "what Python writes by default")]
    [TestCase("1e400", "\"1e400\"", Description = "beyond a double; infinity would be no JSON")]
    public void A_number_says_what_it_said_when_the_object_is_opened(string sent, string kept)
    {
        var value = Read($$"""{"exact":1.10,"number":{{sent}}}""");

        Assert.That(value.Value!.ToString(Formatting.None), Is.EqualTo($$"""{"exact":1.10,"number":{{kept}}}"""));
    }

    private static FreeForm Read(string json)
    {
        using var reader = WireJsonReader.Create(new ArraySegment<byte>(Encoding.UTF8.GetBytes(json)));
        reader.Read();
        Assert.That(FreeForm.TryRead(reader, out var value), Is.True);
        return value;
    }
}
