using System.Threading.Tasks;
using FsCheck;
using FsCheck.Fluent;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Bland.Facts;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Memories;

public sealed class MergeMetadataTests
{
    // The examples of RFC 7396, appendix A, whose documents are objects.
    [TestCase("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [TestCase("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [TestCase("""{"a":"b"}""", """{"a":null}""", "{}")]
    [TestCase("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [TestCase("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [TestCase("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [TestCase("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [TestCase("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [TestCase("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [TestCase("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void It_merges_as_JSON_Merge_Patch_says(string current, string patch, string expected) =>
        Assert.That(
            MetadataMerge.Apply((JObject)ScriptedMem0.Json(current), (JObject)ScriptedMem0.Json(patch)),
            Is.EqualTo(ScriptedMem0.Json(expected)).Using<JToken>(JToken.DeepEquals));

    [Test]
    public async Task It_reads_merges_and_writes_the_metadata_only()
    {
        using var service = new ScriptedMem0(request => request.Method == "GET"
            ? (200, """{"id":"m1","memory":"text","metadata":{"keep":1,"change":"a","drop":true}}""")
            : (200, """{"id":"m1","memory":"text","metadata":{"keep":1,"change":"b"}}"""));
        using var client = service.Client();

        var memory = await client.Memories.MergeMetadataAsync("m1", new JObject { ["change"] = "b", ["drop"] = null });

        Assert.That(memory.Metadata!.Count, Is.EqualTo(2));
        Assert.That(service.Arrived[1].ToString(), Is.EqualTo("PUT /v1/memories/m1/"));
        Assert.That(
            service.Arrived[1].Body,
            Is.EqualTo(ScriptedMem0.Json("""{"metadata":{"keep":1,"change":"b"}}""")).Using<JToken>(JToken.DeepEquals));
    }

    [Test]
    public async Task A_patch_that_changes_nothing_is_not_written()
    {
        using var service = ScriptedMem0.Responding((200, """{"id":"m1","memory":"text","metadata":null}"""));
        using var client = service.Client();

        await client.Memories.MergeMetadataAsync("m1", new JObject { ["gone"] = null });

        Assert.That(service.Arrived, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_blank_id_or_a_missing_patch_is_not_sent()
    {
        using var service = ScriptedMem0.Responding((200, "{}"));
        using var client = service.Client();

        Assert.That(() => client.Memories.MergeMetadataAsync(" ", new JObject()), Throws.ArgumentException);
        Assert.That(() => client.Memories.MergeMetadataAsync("m1", null!), Throws.ArgumentNullException);
        Assert.That(service.Arrived, Is.Empty);
    }

    [TestCase("1e30", "1.5")]
    [TestCase("1.5", "1e30")]
    [TestCase("1e30", "1e30")]
    public async Task Numbers_of_any_size_meet(string current, string wanted)
    {
        using var service = ScriptedMem0.Responding((200, "{\"id\":\"m1\",\"metadata\":{\"n\":" + current + ",\"kept\":1.25}}"));
        using var client = service.Client();

        await client.Memories.MergeMetadataAsync("m1", new JObject { ["n"] = wanted == "1.5" ? 1.5m : 1e30 });

        Assert.That(service.Arrived, Has.Count.EqualTo(current == wanted ? 1 : 2));
        Assert.That((double?)service.Arrived[^1].Body?["metadata"]?["n"], current == wanted ? Is.Null : Is.EqualTo(double.Parse(wanted, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task What_is_not_changed_goes_back_as_it_came()
    {
        using var service = ScriptedMem0.Responding((200, """{"id":"m1","metadata":{"tiny":1e-30,"exact":1.10}}"""));
        using var client = service.Client();

        await client.Memories.MergeMetadataAsync("m1", new JObject { ["new"] = 1 });

        Assert.That(service.Arrived[^1].Body?["metadata"]?.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("""{"tiny":1E-30,"exact":1.1,"new":1}"""));
    }

    [Test]
    public void Keys_that_differ_in_case_are_two() =>
        Assert.That(
            MetadataMerge.Apply(new JObject { ["Plan"] = "free", ["plan"] = "pro" }, new JObject { ["plan"] = null, ["PLAN"] = "max" }),
            Is.EqualTo(new JObject { ["Plan"] = "free", ["PLAN"] = "max" }).Using<JToken>(JToken.DeepEquals));

    [Test]
    public void Merging_twice_is_merging_once_and_changes_neither_argument() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(ArbitraryFacts.Objects, ArbitraryFacts.Objects, static (current, patch) =>
        {
            var (currentBefore, patchBefore) = (current.ToString(), patch.ToString());
            var once = MetadataMerge.Apply(current, patch);
            var twice = MetadataMerge.Apply(once, patch);
            return JToken.DeepEquals(once, twice) && current.ToString() == currentBefore && patch.ToString() == patchBefore;
        }));
}
