using Newtonsoft.Json;

namespace MemoryApi.ContractTests;

internal sealed class YamlJsonTests
{
    [TestCase("null", "null")]
    [TestCase("~", "null")]
    [TestCase("'null'", "\"null\"")]
    [TestCase("true", "true")]
    [TestCase("'true'", "\"true\"")]
    [TestCase("yes", "\"yes\"")]
    [TestCase("42", "42")]
    [TestCase("'42'", "\"42\"")]
    [TestCase("9007199254740993", "9007199254740993")]
    [TestCase("123456789012345678901234567890", "123456789012345678901234567890")]
    [TestCase("0.15", "0.15")]
    [TestCase("2026-01-31", "\"2026-01-31\"")]
    [TestCase("2026-01-31T10:00:00Z", "\"2026-01-31T10:00:00Z\"")]
    [TestCase("+15551234567", "15551234567")]
    [TestCase("'+15551234567'", "\"+15551234567\"")]
    [TestCase("{a: [1, b]}", """{"a":[1,"b"]}""")]
    public void A_scalar_has_the_type_of_the_core_schema(string yaml, string json) =>
        Assert.That(YamlJson.Read(yaml).ToString(Formatting.None), Is.EqualTo(json));
}
