using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Sizes;

/// <summary>
/// The result of every operation is read without loss whatever its size and however it is sent. Readers fail at the edges of buffers, which
/// no body of a chosen example lies on: some sizes in each run, all of them in the Soak target. The seed is in the name of a failed test.
/// </summary>
[Category(SoakLength.Category)]
public sealed class SocketSizeTests
{
    private const int Largest = 70_000;
    private const int MostItems = 2_000;
    private static readonly int SizesInARun = SoakLength.Of(400, int.MaxValue);
    private static readonly int CountsInARun = SoakLength.Of(40, 4_000);
    private static readonly int LargeInARun = SoakLength.Of(60, 1_000);

    private SizeServer _server = null!;
    private ApiConnection _connection = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _server = new SizeServer();
        var options = new Options { ApiKey = "key", BaseAddress = _server.BaseAddress };
        options.UseResilience = false;
        _connection = ApiConnection.Create(new ApiServiceDescription("Sizes", _server.BaseAddress, new ApiAuthentication("Authorization", "SIZES_KEY") { Prefix = "Token " }, "X-Client", typeof(SocketSizeTests).Assembly), options);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _connection.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Every_result_is_read_at_sizes_around_those_of_buffers([Random(0, int.MaxValue, 1)] int seed)
    {
        var random = new Random(seed);
        var sizes = NearBufferSizes().ToArray();
        random.Shuffle(sizes);
        var results = ResponseResult.All.OrderBy(_ => random.Next()).ToList();

        // In the whole run each size has several results, in a short one each result some sizes.
        var cases = SoakLength.IsWhole ? sizes.SelectMany((size, i) => Enumerable.Range(0, 10).Select(k => (size, results[((i * 10) + k) % results.Count]))) : sizes.Select((size, i) => (size, results[i % results.Count]));
        await AssertAllAreReadAsync(cases.Take(SizesInARun), random);

        Assert.That(results, Has.Count.GreaterThan(80));
        Assert.That(sizes, Has.Length.GreaterThan(2_000));
    }

    [Test]
    public async Task Every_result_is_read_at_random_sizes_up_to_two_megabytes([Random(0, int.MaxValue, 1)] int seed)
    {
        var random = new Random(seed);

        // A power of two, so that small sizes come as often as large ones.
        await AssertAllAreReadAsync(Enumerable.Range(0, LargeInARun).Select(_ => ((int)Math.Pow(2, 6 + (random.NextDouble() * 15)), ResponseResult.All[random.Next(ResponseResult.All.Count)])), random);
    }

    [Test]
    public async Task Every_list_is_read_however_many_items_it_has([Random(0, int.MaxValue, 1)] int seed)
    {
        var random = new Random(seed);
        var lists = ResponseResult.All.Where(static result => SizedBody.OfCount(result.Sample(new Random(1)), 2) is not null).ToList();
        Assert.That(lists, Has.Count.GreaterThan(15));
        for (var i = 0; i < CountsInARun; i++)
        {
            var result = lists[random.Next(lists.Count)];
            var count = i switch { 0 => 0, 1 => MostItems, _ => (int)Math.Pow(MostItems, random.NextDouble()) };
            await AssertIsReadAsync(result, SizedBody.OfCount(result.Sample(random), count) ?? result.Sample(random), random);
        }
    }

    [Test]
    public void Bodies_have_their_size_to_the_byte([Values] bool isAscii)
    {
        var sizes = Enumerable.Range(300, 100);

        Assert.That(sizes.Select(size => Encoding.UTF8.GetByteCount(SizedBody.OfSize("""{"id":"m1","memory":"a","n":1}""", size, isAscii))), Is.EqualTo(sizes));
    }

    private static IEnumerable<int> NearBufferSizes() => (
        from size in Enumerable.Range(1, Largest / 512).Select(static i => i * 512).Concat(Enumerable.Range(7, 10).Select(static power => 1 << power))
        let reach = (size & (size - 1)) == 0 ? 40 : 6
        from length in Enumerable.Range(size - reach, (2 * reach) + 1)
        where length <= Largest
        select length).Distinct();

    private async Task AssertAllAreReadAsync(IEnumerable<(int Size, ResponseResult Result)> cases, Random random)
    {
        foreach (var (size, result) in cases)
        {
            await AssertIsReadAsync(result, SizedBody.OfSize(result.Sample(random), size, isAscii: random.Next(2) == 0), random);
        }

        var codings = Enum.GetValues<Sending>().Where(static sending => typeof(ApiConnection).Assembly.GetCustomAttributes(typeof(System.Runtime.Versioning.TargetFrameworkAttribute), false)
            .Cast<System.Runtime.Versioning.TargetFrameworkAttribute>().Single().FrameworkName.StartsWith(".NETCoreApp", StringComparison.Ordinal) || sending < Sending.Deflate);
        Assert.That(codings.Where(sending => _server.Sent[(int)sending] == 0), Is.Empty, "was never sent");
    }

    private async Task AssertIsReadAsync(ResponseResult result, string json, Random random)
    {
        var body = SizedBody.AfterBlanks(json, random.Next(8) switch { 0 => 1, 1 => random.Next(40), 2 => random.Next(20_000), _ => 0 });
        var sending = (Sending)random.Next(5);
        _server.Send(body, sending);
        string? lost;
        try
        {
            lost = await result.LostAsync(_connection, body);
        }
        catch (MemoryApiException failure)
        {
            lost = failure.ToString();
        }

        Assert.That(lost, Is.Null, () => $"{result}, {sending}, {Encoding.UTF8.GetByteCount(body)} bytes: {json[..Math.Min(json.Length, 3_000)]}");
    }

    private sealed class Options : ApiClientOptions;
}
