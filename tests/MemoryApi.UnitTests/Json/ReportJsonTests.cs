using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Json;

/// <summary>Reports and payloads aren't models of a service, but a program may return them from an endpoint too: System.Text.Json writes their values.</summary>
public sealed class ReportJsonTests
{
    private static IEnumerable<PropertyInfo> Tokens =>
        from type in new[] { typeof(BlandClient).Assembly, typeof(Mem0Client).Assembly }.SelectMany(static assembly => assembly.GetExportedTypes())
        where !type.IsDefined(typeof(JsonConverterAttribute))
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where typeof(JToken).IsAssignableFrom(property.PropertyType) && property.GetIndexParameters().Length == 0
        select property;

    [Test]
    public void A_report_of_a_merge_has_its_facts()
    {
        var report = new FactMergeReport(
            new ContactMemory { Facts = new JObject { ["plan"] = "premium", ["seats"] = 4 } },
            new FactPatch { ["plan"] = "premium" },
            new JObject { ["plan"] = "trial", ["seats"] = 3 });

        using var json = JsonDocument.Parse(JsonSerializer.Serialize(report));

        Assert.Multiple(() =>
        {
            Assert.That(Raw("Before"), Is.EqualTo("""{"plan":"trial","seats":3}"""));
            Assert.That(Raw("Predicted"), Is.EqualTo("""{"plan":"premium","seats":3}"""));
            Assert.That(Raw("Facts"), Is.EqualTo("""{"plan":"premium","seats":4}"""));
            Assert.That(json.RootElement.GetProperty("Deviations")[0].GetProperty("Predicted").GetRawText(), Is.EqualTo("3"));
            Assert.That(json.RootElement.GetProperty("Deviations")[0].GetProperty("Actual").GetRawText(), Is.EqualTo("4"));
        });

        string Raw(string name) => json.RootElement.GetProperty(name).GetRawText();
    }

    [Test]
    public void A_payload_of_a_webhook_has_its_JSON()
    {
        var payload = new UnknownPayload("NEW", JsonText.ParseObject("""{"event_details":{"event":"NEW","at":"2026-01-15T10:30:00Z"}}"""));

        Assert.That(JsonSerializer.Serialize(payload), Does.Contain("""{"event_details":{"event":"NEW","at":"2026-01-15T10:30:00Z"}}"""));
    }

    [Test]
    public void A_failure_of_a_batch_is_written_without_its_exception_which_System_Text_Json_can_not_write()
    {
        var thrown = Throw();
        var batch = new BatchFailure(3, ["m1"], thrown);
        var line = new RestoreFailure(2, "m1", thrown);

        Assert.That(JsonSerializer.Serialize(batch), Is.EqualTo("""{"FirstIndex":3,"Count":1,"MemoryIds":["m1"]}"""));
        Assert.That(JsonSerializer.Serialize(line), Is.EqualTo("""{"LineNumber":2,"MemoryId":"m1"}"""));

        static Exception Throw()
        {
            try
            {
                throw new MemoryApiServerException("down");
            }
            catch (MemoryApiException failure)
            {
                return failure;
            }
        }
    }

    [Test]
    public void Each_token_in_a_type_without_a_codec_names_its_converter() => Assert.That(
        Tokens.Where(static property => property.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType != typeof(JsonTokenConverter)).Select(static property => $"{property.DeclaringType!.Name}.{property.Name}"),
        Is.Empty);
}
