using System.Collections.Generic;
using MemoryApi.Core;

namespace MemoryApi.UnitTests.Core.Errors;

/// <summary>No key of the call stands in what an exception says of the service's words.</summary>
public sealed class KeyMaskTests
{
    private static readonly IReadOnlyList<string> Keys = ["m0-key", "m0-key-of-another-tenant"];

    [TestCase("the key m0-key is refused: m0-key", "the key *** is refused: ***")]
    [TestCase("m0-key-of-another-tenant", "***", Description = "a key that begins like another one")]
    [TestCase("M0-KEY", "M0-KEY", Description = "no key")]
    [TestCase("nothing", "nothing")]
    [TestCase(null, null)]
    public void Keys_are_replaced_whole(string? text, string? masked) => Assert.That(KeyMask.Apply(text, Keys), Is.EqualTo(masked));

    [Test]
    public void Keys_are_replaced_in_each_part_of_an_error()
    {
        foreach (var (error, masked) in new (ApiError Error, (string?, string?, string?) Masked)[]
        {
            (new ApiError("m0-key", "said", "field"), ("***", "said", "field")),
            (new ApiError("X", "the m0-key", "field"), ("X", "the ***", "field")),
            (new ApiError("X", "said", "a.m0-key"), ("X", "said", "a.***")),
            (new ApiError(null, "m0-key"), (null, "***", null)),
        })
        {
            var errors = KeyMask.Apply([error, new ApiError("Y", "other", "b")], Keys);

            Assert.That((errors[0].Code, errors[0].Message, errors[0].Field), Is.EqualTo(masked));
            Assert.That((errors[1].Code, errors[1].Message, errors[1].Field), Is.EqualTo(("Y", "other", "b")));
        }
    }

    [Test]
    public void Errors_without_a_key_stay_the_same()
    {
        IReadOnlyList<ApiError> errors = [new ApiError("X", "said", "field")];

        Assert.That(KeyMask.Apply(errors, Keys), Is.SameAs(errors));
    }
}
