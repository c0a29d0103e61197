using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.IO.Pipelines;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using MemoryApi.Mem0;
using MemoryApi.UnitTests.Models;

namespace MemoryApi.UnitTests.Json;

/// <summary>JSON that comes to the platform's serializer in pieces: its reader then has numbers and texts that lie in two buffers.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class StreamedJsonTests
{
    private static readonly JsonSerializerOptions Lenient = new() { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static IEnumerable<GeneratedModel> Models => GeneratedModel.All;

    [TestCaseSource(nameof(Models))]
    public async Task A_model_is_read_from_a_stream_in_pieces(GeneratedModel model)
    {
        for (var size = 1; size <= 7; size += 3)
        {
            var json = model.Write(new RandomValues(size).Model(model.Type, 3));
            var spread = JsonMutations.Spread(json, new Random(size));
            var utf8 = Encoding.UTF8.GetBytes(spread);

            var fromStream = await JsonSerializer.DeserializeAsync(new PiecewiseStream(utf8, size), model.Type, new JsonSerializerOptions { DefaultBufferSize = 16 });
            var fromPipe = await JsonSerializer.DeserializeAsync(PipeReader.Create(new PiecewiseStream(utf8, size), new StreamPipeReaderOptions(bufferSize: 16, minimumReadSize: 1)), model.Type);
            var fromSegments = FromSegments(utf8, size, model.Type);

            Assert.That(new[] { fromStream, fromPipe, fromSegments }.Select(value => model.Write(value!)), Is.All.EqualTo(json));
        }
    }

    [Test]
    public async Task A_list_of_models_streams_one_after_the_other()
    {
        var json = "[" + string.Join(",\n", Enumerable.Range(0, 300).Select(static i => $$"""{"id":"m{{i}}","memory":"{{new string('ü', i * 7)}}","metadata":{"n":{{i}}.50} }""")) + "]";
        var number = 0;

        await foreach (var memory in JsonSerializer.DeserializeAsyncEnumerable<Memory>(new PiecewiseStream(Encoding.UTF8.GetBytes(json), 11)))
        {
            Assert.That((memory!.Id, memory.Text!.Length, (string?)memory.Metadata!["n"]), Is.EqualTo(($"m{number}", number * 7, $"{number}.50")));
            number++;
        }

        Assert.That(number, Is.EqualTo(300));
    }

    [Test]
    public async Task A_large_list_is_written_to_a_stream_and_read_again()
    {
        var memories = Enumerable.Range(0, 2_000).Select(static i => new Memory { Id = "m" + i, Text = new string('x', i % 700) }).ToList();
        using var stream = new MemoryStream();

        await JsonSerializer.SerializeAsync(stream, memories);
        stream.Position = 0;
        var again = await JsonSerializer.DeserializeAsync<List<Memory>>(stream);

        Assert.That(again!.Select(static memory => (memory.Id, memory.Text)), Is.EqualTo(memories.Select(static memory => (memory.Id, memory.Text))));
    }

    [Test]
    public async Task Comments_and_trailing_commas_are_read_where_the_users_options_allow_them()
    {
        const string Json = """
            {/* one */"id":"m1",// two
              "metadata":{"a":[1,/* three */2,],"b":{"c":1.50,},},"categories":["x",],}
            """;
        const string Expected = """{"id":"m1","metadata":{"a":[1,2],"b":{"c":1.50}},"categories":["x"]}""";
        var utf8 = Encoding.UTF8.GetBytes(Json);

        var whole = JsonSerializer.Deserialize<Memory>(Json, Lenient);
        var pieces = await JsonSerializer.DeserializeAsync<Memory>(new PiecewiseStream(utf8, 1), Lenient);

        Assert.That(JsonSerializer.Serialize(whole), Is.EqualTo(Expected));
        Assert.That(JsonSerializer.Serialize(pieces), Is.EqualTo(Expected));
        Assert.That(() => JsonSerializer.Deserialize<Memory>(Json), Throws.InstanceOf<JsonException>());
        Assert.That(() => new MemoryJson().Parse(utf8), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void Wrong_bytes_in_a_text_become_the_replacement_character()
    {
        byte[] utf8 = [.. "{\"id\":\"m1\",\"memory\":\"a"u8, 0xC3, .. "b\",\"metadata\":{\"k"u8, 0xFF, .. "\":\"v"u8, 0xF0, 0x9F, .. "\"}}"u8];

        var memory = JsonSerializer.Deserialize<Memory>(utf8)!;

        Assert.That((memory.Text, (string?)memory.Metadata!["k\ufffd"]), Is.EqualTo(("a\ufffdb", "v\ufffd")));
    }

    private static object? FromSegments(byte[] utf8, int size, Type type)
    {
        var first = new Segment(utf8.AsMemory(0, Math.Min(size, utf8.Length)), 0);
        var last = first;
        for (var start = size; start < utf8.Length; start += size)
        {
            last = last.Append(utf8.AsMemory(start, Math.Min(size, utf8.Length - start)));
        }

        var reader = new Utf8JsonReader(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length));
        return JsonSerializer.Deserialize(ref reader, type);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long runningIndex)
        {
            Memory = memory;
            RunningIndex = runningIndex;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
