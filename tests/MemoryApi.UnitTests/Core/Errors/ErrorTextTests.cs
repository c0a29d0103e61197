using System.Linq;
using MemoryApi.Core;

namespace MemoryApi.UnitTests.Core.Errors;

/// <summary>What a text of an error's body is taken for, and how texts are joined.</summary>
public sealed class ErrorTextTests
{
    [TestCase("NOT_FOUND", true)]
    [TestCase("AZ09", true)]
    [TestCase("invalid_grant", true)]
    [TestCase("az_09", true)]
    [TestCase("denied", false, Description = "an ordinary word")]
    [TestCase("Not_Found", false)]
    [TestCase("aB", false)]
    [TestCase("12_7", false)]
    [TestCase("_", false)]
    [TestCase("NOT-FOUND", false)]
    [TestCase("A@", false)]
    [TestCase("A[", false)]
    [TestCase("a_`", false)]
    [TestCase("a_{", false)]
    [TestCase("A/", false)]
    [TestCase("A:", false)]
    public void A_constant_is_of_capitals_or_of_small_letters_with_an_underscore(string text, bool isConstant) => Assert.That(ErrorText.IsConstant(text), Is.EqualTo(isConstant));

    [TestCase("RateLimited", true)]
    [TestCase("rate limited", false)]
    [TestCase("rate\tlimited", false)]
    public void A_word_has_no_blanks(string text, bool isWord) => Assert.That(ErrorText.IsWord(text), Is.EqualTo(isWord));

    [TestCase("Bad Request", true)]
    [TestCase("400 Bad Request", true)]
    [TestCase("Network Authentication Required", true)]
    [TestCase("Content Too Large", true)]
    [TestCase("Payload Too Large", true)]
    [TestCase("URI Too Long", true)]
    [TestCase("Unprocessable Content", true)]
    [TestCase("OK", false, Description = "no failure")]
    [TestCase("bad request", false)]
    [TestCase("4000 Bad Request", false)]
    [TestCase("40x Bad Request", false)]
    [TestCase("x00 Bad Request", false)]
    [TestCase("400-Bad Request", false)]
    [TestCase("400 ", false)]
    [TestCase("", false)]
    public void A_phrase_of_a_status_says_nothing_of_its_own(string text, bool isPhrase) => Assert.That(ErrorText.IsStatusPhrase(text), Is.EqualTo(isPhrase));

    [TestCase("about:blank", true)]
    [TestCase("https://tools.ietf.org/html/rfc9110#section-15.5.1", true)]
    [TestCase("https://www.rfc-editor.org/rfc/rfc9110", true)]
    [TestCase("https://example.com/probs/https://tools.ietf.org/", false)]
    [TestCase("NotFoundError", false)]
    public void A_type_that_names_the_standard_says_nothing_of_its_own(string text, bool isStatus) => Assert.That(ErrorText.IsStatusType(text), Is.EqualTo(isStatus));

    [TestCase("a\r\nb", "a  b")]
    [TestCase("a\u2028b\u2029c\u0085d\u0000e", "a b c d e")]
    [TestCase("äöü 😀", "äöü 😀")]
    public void A_line_has_no_breaks_and_no_control_characters(string text, string line) => Assert.That(ErrorText.OnOneLine(text), Is.EqualTo(line));

    [Test]
    public void Texts_are_joined_each_once_and_no_further_than_the_limit()
    {
        Assert.That(ErrorText.Join([]), Is.Null);
        Assert.That(ErrorText.Join(["a", "b", "a", "A"]), Is.EqualTo("a; b; A"));
        Assert.That(ErrorText.Join(["a.", "b!", "c?", "d:", "e;", "f"]), Is.EqualTo("a. b! c? d: e; f"));
        Assert.That(ErrorText.Join(Enumerable.Range(0, 5000).Select(number => $"{number}").ToList()), Has.Length.EqualTo(2048));
        Assert.That(ErrorText.Join([new string('x', 2048), "y"]), Is.EqualTo(new string('x', 2048)));
    }
}
