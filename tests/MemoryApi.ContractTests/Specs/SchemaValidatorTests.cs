using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>A validator that never fails proves nothing. These tests show that each rule refuses an invalid value.</summary>
internal sealed class SchemaValidatorTests
{
    private const string Yaml = """
        openapi: 3.0.3
        paths: {}
        components:
          schemas:
            Closed:
              type: object
              additionalProperties: false
              required: [name]
              minProperties: 2
              anyOf:
                - required: [count]
                - required: [day]
              properties:
                name: { type: string, minLength: 1, maxLength: 5, pattern: '\S' }
                count: { type: integer, format: int32, minimum: 1, maximum: 9 }
                share: { type: number, format: double }
                flag: { type: boolean }
                day: { type: string, format: date, nullable: true }
                time: { type: string, format: date-time }
                moment: { type: integer, format: unix-time }
                kind:
                  allOf: [{ $ref: '#/components/schemas/Kind' }]
                other:
                  nullable: true
                  allOf: [{ $ref: '#/components/schemas/Kind' }]
                free: { type: object, additionalProperties: true }
                any: {}
                list: { type: array, minItems: 1, maxItems: 2, items: { type: string } }
                content:
                  oneOf:
                    - type: string
                    - type: object
                      additionalProperties: false
                      properties: { url: { type: string } }
            Kind:
              type: string
              enum: [A, B]
            Odd:
              type: string
              multipleOf: 3
        """;

    private static readonly SpecDocument Document = SpecDocument.Parse(Yaml);

    [TestCase("""{"name":"a","count":1}""")]
    [TestCase("""{"name":"a","day":"2026-01-31"}""")]
    [TestCase("""{"name":"a","day":null}""")]
    [TestCase("""{"name":"a","count":1,"share":0.5,"flag":true,"time":"2026-01-31T10:00:00.5+02:00","moment":1767225600}""")]
    [TestCase("""{"name":"a","count":1,"share":1,"kind":"B","other":null,"free":{"x":null},"any":null,"list":["a"]}""")]
    [TestCase("""{"name":"a","count":1,"content":"text"}""")]
    [TestCase("""{"name":"a","count":1,"content":{"url":"u"}}""")]
    public void What_the_schema_allows_passes(string json) => Assert.That(Violations(json), Is.Empty);

    [TestCase("""{"name":"a","count":1,"nmae":"b"}""", "$.nmae: is not declared", TestName = "An_undeclared_member_is_refused")]
    [TestCase("""{"count":1,"flag":true}""", "$: {\"count\":1,\"flag\":true} has no member \"name\"", TestName = "A_missing_required_member_is_refused")]
    [TestCase("""{"name":5,"count":1}""", "$.name: 5 is not of type string", TestName = "A_number_for_a_text_is_refused")]
    [TestCase("""{"name":"a","count":"1"}""", "$.count: \"1\" is not of type integer", TestName = "A_text_for_an_integer_is_refused")]
    [TestCase("""{"name":"a","count":1.0}""", "$.count: 1.0 is not of type integer", TestName = "A_fraction_for_an_integer_is_refused")]
    [TestCase("""{"name":"a","count":1,"flag":"true"}""", "$.flag: \"true\" is not of type boolean", TestName = "A_text_for_a_boolean_is_refused")]
    [TestCase("""{"name":null,"count":1}""", "$.name: null is not allowed", TestName = "A_null_is_refused_where_it_is_not_declared")]
    [TestCase("""{"name":"a","count":1,"kind":null}""", "$.kind: null is not allowed", TestName = "A_null_is_refused_for_a_referenced_schema")]
    [TestCase("""{"name":"a","day":"2026-01-31T00:00:00"}""", "$.day: \"2026-01-31T00:00:00\" is not of format date", TestName = "A_date_with_a_time_is_refused")]
    [TestCase("""{"name":"a","count":1,"time":"2026-01-31T00:00:00"}""", "is not of format date-time", TestName = "A_time_without_an_offset_is_refused")]
    [TestCase("""{"name":"a","count":1,"kind":"C"}""", "$.kind: \"C\" is none of the listed values", TestName = "An_unlisted_value_is_refused")]
    [TestCase("""{"name":"a","count":0}""", "$.count: 0 is less than 1", TestName = "A_number_below_the_minimum_is_refused")]
    [TestCase("""{"name":"a","count":10}""", "$.count: 10 is more than 9", TestName = "A_number_above_the_maximum_is_refused")]
    [TestCase("""{"name":"","count":1}""", "is shorter than 1", TestName = "A_text_that_is_too_short_is_refused")]
    [TestCase("""{"name":"abcdef","count":1}""", "is longer than 5", TestName = "A_text_that_is_too_long_is_refused")]
    [TestCase("""{"name":" ","count":1}""", "doesn't match \\S", TestName = "A_text_beside_the_pattern_is_refused")]
    [TestCase("""{"name":"a","count":1,"list":[]}""", "has fewer items than 1", TestName = "A_list_that_is_too_short_is_refused")]
    [TestCase("""{"name":"a","count":1,"list":["a","b","c"]}""", "has more items than 2", TestName = "A_list_that_is_too_long_is_refused")]
    [TestCase("""{"name":"a","count":1,"list":["a",1]}""", "$.list[1]: 1 is not of type string", TestName = "An_item_of_a_wrong_type_is_refused")]
    [TestCase("""{"name":"a","flag":true}""", "fits none of the alternatives (anyOf)", TestName = "An_object_without_one_of_the_alternatives_is_refused")]
    [TestCase("""{"name":"a","count":1,"content":{"uri":"u"}}""", "doesn't fit exactly one of the alternatives (oneOf)", TestName = "A_value_of_no_alternative_is_refused")]
    [TestCase("""{"name":"a"}""", "has fewer members than 2", TestName = "An_object_with_too_few_members_is_refused")]
    [TestCase("[]", "$: [] is not of type object", TestName = "An_array_for_an_object_is_refused")]
    public void What_the_schema_forbids_fails(string json, string violation) =>
        Assert.That(Violations(json), Has.Some.Contains(violation));

    [Test]
    public void A_keyword_that_is_not_checked_is_not_passed_over() =>
        Assert.That(
            () => new SchemaValidator(Document).Validate(Reference("Odd"), new JValue("a")),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("multipleOf"));

    private static IReadOnlyList<string> Violations(string json) =>
        new SchemaValidator(Document).Validate(Reference("Closed"), WireJson.Parse(json));

    private static JObject Reference(string name) => new() { ["$ref"] = "#/components/schemas/" + name };
}
