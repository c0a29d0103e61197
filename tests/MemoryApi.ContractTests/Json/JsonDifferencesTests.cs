namespace MemoryApi.ContractTests;

internal sealed class JsonDifferencesTests
{
    [TestCase("""{"a":1,"b":[true,null]}""", """{"b":[true,null],"a":1}""", TestName = "The_order_of_members_does_not_matter")]
    [TestCase("5", "5.0", TestName = "A_number_may_be_written_with_a_fraction")]
    [TestCase("9007199254740993", "9007199254740993", TestName = "A_large_integer_is_equal_to_itself")]
    public void Equal_values_have_no_differences(string expected, string actual) =>
        Assert.That(JsonDifferences.Between(WireJson.Parse(expected), WireJson.Parse(actual)), Is.Empty);

    [TestCase("""{"a":1}""", "{}", "$.a: expected 1, but was missing")]
    [TestCase("{}", """{"a":1}""", "$.a: not expected, but was 1")]
    [TestCase("""{"a":null}""", "{}", "$.a: expected null, but was missing")]
    [TestCase("""{"a":[1,2]}""", """{"a":[2,1]}""", "$.a[0]: expected 1, but was 2")]
    [TestCase("[1]", "[1,2]", "$: expected [1], but was [1,2]")]
    [TestCase("1", "\"1\"", "$: expected 1, but was \"1\"")]
    [TestCase("9007199254740993", "9007199254740992", "$: expected 9007199254740993, but was 9007199254740992")]
    [TestCase("\"2026-01-01T00:00:00Z\"", "\"2026-01-01T00:00:00+00:00\"", "$: expected \"2026-01-01T00:00:00Z\", but was \"2026-01-01T00:00:00+00:00\"")]
    public void A_difference_is_named_with_its_place(string expected, string actual, string difference) =>
        Assert.That(JsonDifferences.Between(WireJson.Parse(expected), WireJson.Parse(actual)), Does.Contain(difference));
}
