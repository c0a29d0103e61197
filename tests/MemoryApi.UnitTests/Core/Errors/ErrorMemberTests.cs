using System;
using System.Text;
using MemoryApi.Core;

namespace MemoryApi.UnitTests.Core.Errors;

/// <summary>Each name that services and frameworks give to a part of an error is read as that part.</summary>
public sealed class ErrorMemberTests
{
    [TestCase("title")]
    [TestCase("detail")]
    [TestCase("details")]
    [TestCase("message")]
    [TestCase("msg")]
    [TestCase("error_message")]
    [TestCase("defaultMessage")]
    [TestCase("error_description")]
    [TestCase("error")]
    [TestCase("reason")]
    public void A_text_under_this_name_is_the_reason(string name)
    {
        var error = Parse("{\"" + name + "\":\"It is bad.\"}").Errors[0];

        Assert.That((error.Message, error.Code, error.Field), Is.EqualTo(("It is bad.", (string?)null, (string?)null)));
    }

    [TestCase("error")]
    [TestCase("reason")]
    public void A_word_under_this_name_is_the_code_of_what_others_explain(string name) =>
        Assert.That(Parse("{\"" + name + "\":\"Bad\",\"message\":\"It is bad.\"}").Code, Is.EqualTo("Bad"));

    [TestCase("errors")]
    [TestCase("error_messages")]
    [TestCase("fieldErrors")]
    [TestCase("validation_errors")]
    [TestCase("subErrors")]
    [TestCase("invalid-params")]
    [TestCase("violations")]
    [TestCase("issues")]
    [TestCase("constraints")]
    [TestCase("ModelState")]
    public void What_stands_under_this_name_are_errors_of_fields(string name)
    {
        var error = Parse("{\"" + name + "\":{\"age\":\"too low\"}}").Errors[0];

        Assert.That((error.Message, error.Field), Is.EqualTo(("too low", "age")));
    }

    [TestCase("code")]
    [TestCase("error_code")]
    [TestCase("type")]
    public void A_text_under_this_name_is_the_code(string name) => Assert.That(Parse("{\"" + name + "\":\"X_1\",\"message\":\"It is bad.\"}").Code, Is.EqualTo("X_1"));

    [TestCase("loc")]
    [TestCase("field")]
    [TestCase("pointer")]
    [TestCase("path")]
    [TestCase("param")]
    [TestCase("property")]
    [TestCase("property_path")]
    [TestCase("target")]
    [TestCase("source")]
    public void A_text_under_this_name_is_the_place(string name) => Assert.That(Parse("{\"" + name + "\":\"age\",\"message\":\"too low\"}").Errors[0].Field, Is.EqualTo("age"));

    [TestCase("status")]
    [TestCase("status_code")]
    [TestCase("success")]
    [TestCase("timestamp")]
    [TestCase("request_id")]
    [TestCase("traceId")]
    [TestCase("correlation-id")]
    [TestCase("instance")]
    [TestCase("mem0_notice")]
    [TestCase("required_scope")]
    [TestCase("documentation_url")]
    [TestCase("docs")]
    public void A_text_under_this_name_is_no_reason(string name)
    {
        var parsed = Parse("{\"" + name + "\":\"said\"}");

        Assert.That((parsed.Message, parsed.Code, parsed.Errors.Count), Is.EqualTo(((string?)null, (string?)null, 0)));
    }

    private static ErrorBody Parse(string body) => ErrorBodyParser.Parse(new ArraySegment<byte>(Encoding.UTF8.GetBytes(body)), KeyMask.None);
}
