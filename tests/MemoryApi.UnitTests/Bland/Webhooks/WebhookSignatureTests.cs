using System;
using System.Security.Cryptography;
using System.Text;
using MemoryApi.Bland;

namespace MemoryApi.UnitTests.Bland.Webhooks;

public sealed class WebhookSignatureTests
{
    // RFC 4231, test case 2.
    private const string Body = "what do ya want for nothing?";
    private const string Secret = "Jefe";
    private const string Signature = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    [Test]
    public void The_signature_of_the_body_is_accepted_in_either_case_for_each_form_of_body()
    {
        Assert.Multiple(() =>
        {
            Assert.That(WebhookSignature.Verify(Body, Signature, Secret), Is.True);
            Assert.That(WebhookSignature.Verify(Body, Signature.ToUpperInvariant(), Secret), Is.True);
            Assert.That(WebhookSignature.Verify(Encoding.UTF8.GetBytes(Body), Signature, Secret), Is.True);
            Assert.That(WebhookSignature.Verify(Encoding.UTF8.GetBytes(Body).AsSpan(), Signature, Secret), Is.True);
        });
    }

    [Test]
    public void Text_is_signed_as_UTF8()
    {
        const string Text = """{"name":"Zoë 😀"}""";
        var signature = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes("s"), Encoding.UTF8.GetBytes(Text)));

        Assert.That(WebhookSignature.Verify(Text, signature, "s"), Is.True);
    }

    [Test]
    public void Another_body_secret_or_signature_is_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(WebhookSignature.Verify(Body + " ", Signature, Secret), Is.False);
            Assert.That(WebhookSignature.Verify(Body, Signature, "jefe"), Is.False);
            Assert.That(WebhookSignature.Verify(Body, "4" + Signature[1..], Secret), Is.False);
            Assert.That(WebhookSignature.Verify(Body, Signature[..^1] + "2", Secret), Is.False);
        });
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("5bdc")]
    [TestCase("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [TestCase("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec384g")]
    [TestCase("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec38431")]
    [TestCase("\u0665bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec384")]
    public void A_missing_or_malformed_signature_is_refused_without_an_exception(string? signature) =>
        Assert.That(WebhookSignature.Verify(Body, signature, Secret), Is.False);

    [Test]
    public void An_empty_body_has_a_signature_too() =>
        Assert.That(WebhookSignature.Verify([], Convert.ToHexString(HMACSHA256.HashData("s"u8, [])), "s"), Is.True);

    [Test]
    public void A_blank_secret_or_a_missing_body_is_an_error()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => WebhookSignature.Verify(Body, Signature, " "), Throws.ArgumentException.With.Property("ParamName").EqualTo("secret"));
            Assert.That(() => WebhookSignature.Verify((string)null!, Signature, Secret), Throws.ArgumentNullException);
            Assert.That(() => WebhookSignature.Verify((byte[])null!, Signature, Secret), Throws.ArgumentNullException);
        });
    }
}
