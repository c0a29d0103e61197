namespace MemoryApi.ContractTests;

internal sealed class ExpectedUrlTests
{
    [TestCase("a-b._~9", "a-b._~9")]
    [TestCase("+1 555", "%2B1%20555")]
    [TestCase("a/b?c#d%", "a%2Fb%3Fc%23d%25")]
    [TestCase("ü€😀", "%C3%BC%E2%82%AC%F0%9F%98%80")]
    public void All_but_unreserved_characters_are_encoded_as_UTF_8(string text, string encoded) =>
        Assert.That(ExpectedUrl.Encode(text), Is.EqualTo(encoded));
}
