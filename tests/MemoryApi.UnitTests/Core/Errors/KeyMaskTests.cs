using MemoryApi.Core;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Core.Errors;

/// <summary>No key of the call stands in what an exception says of the service's words.</summary>
public sealed class KeyMaskTests
{
    private static readonly KeyMask Mask = new(["m0-key", "m0-key-of-another-tenant"]);

    [TestCase("the key m0-key is refused: m0-key", "the key *** is refused: ***")]
    [TestCase("m0-key-of-another-tenant", "***", Description = "a key that begins like another one")]
    [TestCase("M0-KEY", "M0-KEY", Description = "no key")]
    [TestCase("nothing", "nothing")]
    [TestCase("", "")]
    public void Keys_are_replaced_whole(string text, string masked)
    {
        Assert.That(Mask.Apply(text), Is.EqualTo(masked));
        Assert.That((string?)Mask.Apply(new JValue(text)), Is.EqualTo(masked));
    }

    [TestCase("""{"code":"m0-key","n":1}""", """{"code":"***","n":1}""")]
    [TestCase("""{"a":[{"b":["the m0-key",null,true,1.50]}]}""", """{"a":[{"b":["the ***",null,true,1.50]}]}""")]
    [TestCase("""{"a":{"m0-key":{"b":"m0-key"}},"c":{}}""", """{"a":{"***":{"b":"***"}},"c":{}}""")]
    [TestCase("""[["m0-key"],"other"]""", """[["***"],"other"]""")]
    [TestCase("""{"m0-key":1,"***":2,"x":3}""", """{"***":1,"******":2,"x":3}""", Description = "neither name takes the place of the other")]
    public void Keys_are_replaced_in_each_text_and_name_of_JSON(string json, string masked)
    {
        var token = Parse(json);

        Assert.That(Mask.Apply(token).ToString(Formatting.None), Is.EqualTo(Parse(masked).ToString(Formatting.None)));
        Assert.That(token.ToString(Formatting.None), Is.EqualTo(Parse(json).ToString(Formatting.None)), "what was received stays as it was");
    }

    [TestCase("""{"a":[{"b":"said"}]}""")]
    [TestCase("[1]")]
    [TestCase("null")]
    public void JSON_without_a_key_stays_the_same(string json)
    {
        var token = Parse(json);

        Assert.That(Mask.Apply(token), Is.SameAs(token));
        Assert.That(KeyMask.None.Apply(token), Is.SameAs(token));
    }

    private static JToken Parse(string json) => JToken.Parse(json);
}
