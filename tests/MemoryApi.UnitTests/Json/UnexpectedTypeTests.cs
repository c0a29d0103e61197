using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.UnitTests.Core;
using MemoryApi.UnitTests.Models;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using JsonException = System.Text.Json.JsonException;

namespace MemoryApi.UnitTests.Json;

/// <summary>A member whose value isn't of its type is kept with exactly that value, and its property stays empty; a request refuses it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class UnexpectedTypeTests
{
    private static readonly string[] NoTimes =
    [
        "10:30", "1.5", "08/09/2026", "2026-01-15 10:30:00", "2026-01-15T10:30Z", "2026-01-15T10:30", "2026-01-15T10:30+05:30", "2026-01", "2026", "20260115T103000Z", "2026-W03-4", "Thu, 15 Jan 2026 10:30:00 GMT", "15 January 2026", "today", "",
        "2026-02-30T10:30:00Z", "2026-01-15T24:00:00Z", "2026-01-15T10:60:00Z", "2026-01-15T10:30:00+25:00", "2026-01-15T10:30:00+0530", "2026-01-15T10:30:00+05", "2026-01-15T10:30:00.Z", "2026-01-15T10:30:00.", "2026-01-15T10:30:00,5Z",
        "2026-01-15T10:30:00Z ", " 2026-01-15T10:30:00Z", "2026-1-15T10:30:00Z", "+2026-01-15T10:30:00Z", "/Date(1768473000000)/", "2026-01-15T10:30:00Z[UTC]", "２０２６-01-15T10:30:00Z",
    ];

    // A date as HTTP writes it is a time here, a number is seconds, and blanks around a header don't count.
    private static IEnumerable<string> NoHeaderTimes => NoTimes.Where(static text => text is not "2026" && !text.EndsWith("GMT", StringComparison.Ordinal) && text.Trim() == text && text.All(char.IsAscii));

    private static IEnumerable<GeneratedModel> Models => GeneratedModel.All;

    [TestCaseSource(nameof(Models))]
    public void A_number_that_the_type_cannot_hold_is_kept_with_its_digits(GeneratedModel model) => ForMembers(model, static type => type switch
    {
        _ when type == typeof(int) => ["3000000000", "-2147483649", "1.5", "1e10", "9223372036854775808", "1e400", "\"3000000000\"", "\"x\"", "true", "[]", "{}"],
        _ when type == typeof(long) => ["9223372036854775808", "-9223372036854775809", "1.5", "1e19", "1e400", "\"9223372036854775808\"", "\"0x10\"", "false", "[1]"],
        _ when type == typeof(double) => ["1e400", "\"NaN\"", "\"Infinity\"", "\"1,5\"", "true", "{\"a\":1}"],
        _ when type == typeof(bool) => ["1", "0", "\"yes\"", "\"1\"", "[true]"],
        _ => [],
    });

    [TestCaseSource(nameof(Models))]
    public void A_text_that_is_no_time_is_kept_as_it_came(GeneratedModel model) => ForMembers(model, static type =>
        type == typeof(DateTimeOffset) || type == typeof(CalendarDate) ? NoTimes.Where(text => type != typeof(DateTimeOffset) || text != "1.5").Select(static text => JsonConvert.ToString(text)) : []);

    [TestCaseSource(nameof(Models))]
    public void A_list_or_object_in_place_of_a_text_is_kept(GeneratedModel model) => ForMembers(model, static type =>
        type == typeof(string) || (type.IsValueType && type.GetProperty("IsKnown") is not null) ? ["[]", "{}", "[\"a\",null]", "{\"code\":12.50}"] : []);

    [TestCaseSource(nameof(NoHeaderTimes))]
    public async Task The_end_of_a_rate_limit_is_no_time_either(string header)
    {
        using var connection = TestService.Connect(
            new ScriptedTransport().Respond(200, """{"value":"x"}""", headers: [("X-RateLimit-Reset", header)]), static options => options.TimeProvider = new Microsoft.Extensions.Time.Testing.FakeTimeProvider());

        var response = await connection.SendForResponseAsync(TestService.Request(), null, default);

        Assert.That(response.RateLimit?.ResetsAt, Is.Null);
    }

    [TestCase("2026-01-15T10:30:00Z", "2026-01-15T10:30:00+00:00")]
    [TestCase("2026-01-15t10:30:00z", "2026-01-15T10:30:00+00:00")]
    [TestCase("2026-01-15T10:30:00", "2026-01-15T10:30:00+00:00", Description = "without an offset it is UTC")]
    [TestCase("2026-01-15T10:30:00.5", "2026-01-15T10:30:00.5+00:00")]
    [TestCase("2026-01-15T10:30:00-08:00", "2026-01-15T10:30:00-08:00")]
    [TestCase("2026-01-15T10:30:00.123456789+05:30", "2026-01-15T10:30:00.1234567+05:30", Description = "a tick has seven digits")]
    [TestCase("2026-01-15T10:30:00.1234567891234567890Z", "2026-01-15T10:30:00.1234567+00:00")]
    [TestCase("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999+00:00")]
    public void RFC_3339_is_a_time(string text, string expected)
    {
        var memory = System.Text.Json.JsonSerializer.Deserialize<MemoryApi.Mem0.Memory>($$"""{"created_at":"{{text}}"}""")!;

        Assert.That(memory.CreatedAt?.EqualsExact(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)), Is.True);
    }

    private static void ForMembers(GeneratedModel model, Func<Type, IEnumerable<string>> values)
    {
        foreach (var member in model.Members())
        {
            var type = member.PropertyType is { IsGenericType: true } generic && generic.GetGenericTypeDefinition() == typeof(Optional<>) ? generic.GenericTypeArguments[0] : member.PropertyType;
            foreach (var value in values(Nullable.GetUnderlyingType(type) ?? type))
            {
                var name = model.WireName(member.Name);
                using var document = JsonDocument.Parse(value);
                if (WireFidelity.Fits(type, document.RootElement, model.IsUnixTime(member.Name)))
                {
                    continue;
                }

                var json = $$"""{"{{name}}":{{value}},"{{name}}_of_2031":true}""";
                if (!model.IsOpen)
                {
                    Assert.That(() => model.ReadWire($$"""{"{{name}}":{{value}}}"""), Throws.InstanceOf<JsonException>(), json);
                    continue;
                }

                var read = model.ReadWire(json);
                var kept = ((dynamic)read).AdditionalProperties;
                Assert.That(member.GetValue(read), Is.EqualTo(member.GetValue(model.New())), json);
                Assert.That(JsonAgreement.Difference((JToken)kept[name], document.RootElement), Is.Null, json);
                using var written = JsonDocument.Parse(model.Write(read));
                Assert.That(WireFidelity.Lost(typeof(JToken), document.RootElement, written.RootElement.GetProperty(name)), Is.Null, json);
            }
        }
    }
}
