using System;
using MemoryApi.Core;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Authentication;

public sealed class ApiKeyFormatTests
{
    [TestCase("Token m0-secret")]
    [TestCase("token m0-secret")]
    [TestCase("Bearer m0-secret")]
    [TestCase("BEARER   m0-secret")]
    [TestCase("  Token\tm0-secret  ")]
    public void A_word_that_was_copied_with_the_key_is_dropped(string key) =>
        Assert.That(ApiKeyFormat.Normalize(key, TestService.Description.Authentication, "key"), Is.EqualTo("m0-secret"));

    [TestCase(" m0-secret ")]
    [TestCase("m0-secret\n")]
    [TestCase("\r\nm0-secret\r\n")]
    public void White_space_around_a_key_is_dropped(string key) =>
        Assert.That(ApiKeyFormat.Normalize(key, TestService.Description.Authentication, "key"), Is.EqualTo("m0-secret"));

    [TestCase("Tokenized-key")]
    [TestCase("bearer-key")]
    public void A_key_that_only_begins_like_such_a_word_is_kept(string key) =>
        Assert.That(ApiKeyFormat.Normalize(key, TestService.Description.Authentication, "key"), Is.EqualTo(key));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("   ")]
    [TestCase("Token ")]
    [TestCase("Bearer")]
    public void An_empty_key_is_refused(string? key) =>
        Assert.That(() => ApiKeyFormat.Normalize(key, TestService.Description.Authentication, "key"), Throws.ArgumentException.With.Message.Contains("empty"));

    [TestCase("m0-se\ncret")]
    [TestCase("m0-se\r\nX-Other: 1")]
    [TestCase("m0-se\tcret")]
    [TestCase("m0-se\0cret")]
    [TestCase("m0-se\u007Fcret")]
    [TestCase("m0-sécret")]
    [TestCase("m0-se\u200Bcret")]
    public void A_key_that_no_header_can_carry_is_refused_without_being_repeated(string key) =>
        Assert.That(
            () => ApiKeyFormat.Normalize(key, TestService.Description.Authentication, "key"),
            Throws.ArgumentException.With.Message.Not.Contains("m0-se").And.Message.Contains("line break"));
}
