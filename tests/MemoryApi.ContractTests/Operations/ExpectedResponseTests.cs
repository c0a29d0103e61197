using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>Which differences the comparison of responses accepts, and that it accepts no others.</summary>
internal sealed class ExpectedResponseTests
{
    private const string Yaml = """
        openapi: 3.0.3
        paths: {}
        components:
          schemas:
            Thing:
              type: object
              additionalProperties: true
              properties:
                id: { type: string, x-aliases: [key] }
                at: { type: string, format: date-time, nullable: true }
                day: { type: string, format: date }
                inner:
                  nullable: true
                  allOf: [{ $ref: '#/components/schemas/Thing' }]
                list: { type: array, items: { $ref: '#/components/schemas/Thing' } }
                free: { type: object, additionalProperties: true }
            Wrapped:
              type: object
              x-envelope: { value: data, errors: errors }
              properties:
                data: { $ref: '#/components/schemas/Thing' }
            Listed:
              type: object
              x-envelope: { errors: errors }
              properties:
                data: { type: array }
        """;

    private static readonly ExpectedResponse Expected = new(SpecDocument.Parse(Yaml));

    [TestCase("""{"at":null,"inner":null}""", "{}", TestName = "A_declared_null_may_be_left_out")]
    [TestCase("""{"free":{"a":null},"other":null}""", """{"free":{"a":null},"other":null}""", TestName = "A_null_of_free_form_stays")]
    [TestCase("""{"key":"1"}""", """{"id":"1"}""", TestName = "An_alias_becomes_the_own_name")]
    [TestCase("""{"at":"2026-01-01T01:00:00+01:00"}""", """{"at":"2026-01-01T00:00:00.0000000Z"}""", TestName = "A_date_time_is_a_moment")]
    [TestCase("""{"day":"2026-01-01","free":{"at":"2026-01-01T01:00:00+01:00"}}""", """{"day":"2026-01-01","free":{"at":"2026-01-01T01:00:00+01:00"}}""", TestName = "Other_texts_stay")]
    [TestCase("""{"inner":{"key":"2"},"list":[{"key":"3"}]}""", """{"inner":{"id":"2"},"list":[{"id":"3"}]}""", TestName = "Nested_objects_follow_the_same_rules")]
    public void A_value_has_one_form(string value, string canonical) =>
        Assert.That(Expected.Canonical(Reference("Thing"), WireJson.Parse(value)).ToString(Formatting.None), Is.EqualTo(canonical));

    [TestCase("Wrapped", """{"data":{"id":"1"},"errors":null}""", """{"id":"1"}""")]
    [TestCase("Wrapped", """{"data":null,"errors":null}""", "null")]
    [TestCase("Listed", """{"data":[],"total":0,"errors":null}""", """{"data":[],"total":0}""")]
    [TestCase("Thing", """{"id":"1","errors":[]}""", """{"id":"1","errors":[]}""")]
    public void An_envelope_is_taken_off(string schema, string body, string value) =>
        Assert.That(Expected.Unwrap(Reference(schema), WireJson.Parse(body)).Value.ToString(Formatting.None), Is.EqualTo(value));

    private static JObject Reference(string name) => new() { ["$ref"] = "#/components/schemas/" + name };
}
