using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Backup;

/// <summary>Backups while another writer adds, or adds and deletes, between the pages. The seed is in the name of a failed test.</summary>
[Category(SoakLength.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class BackupWithOtherWriterTests
{
    private static readonly int Backups = SoakLength.Of(50, 2_000);

    [Test]
    public async Task While_another_writer_adds_each_backup_is_complete_in_one_pass([Values(1), Random(0, int.MaxValue, 1)] int seed) => await EachAsync(seed, writesAtMost: int.MaxValue, isDeleting: false, isOfPast: false, (result, ids, staying, passes) =>
    {
        Assert.That((result.IsComplete, passes), Is.EqualTo((true, 1)));
        Assert.That(staying.Except(ids), Is.Empty);
    });

    [Test]
    public async Task While_another_writer_adds_and_deletes_complete_means_that_nothing_is_missing([Values(1), Random(0, int.MaxValue, 1)] int seed)
    {
        var (complete, several) = (0, 0);
        await EachAsync(seed, writesAtMost: 12, isDeleting: true, isOfPast: false, (result, ids, staying, passes) =>
        {
            complete += result.IsComplete ? 1 : 0;
            several += result.IsComplete && passes > 1 ? 1 : 0;
            Assert.That(!result.IsComplete || !staying.Except(ids).Any(), Is.True);
        });

        TestContext.Out.WriteLine($"{Backups} backups, {complete} complete, {several} of them after several passes");
        Assert.That(several, Is.GreaterThan(0));
        Assert.That(complete, Is.GreaterThan(Backups / 2));
    }

    [Test]
    public async Task While_another_writer_adds_with_times_in_the_past_complete_means_that_nothing_is_missing([Values(1), Random(0, int.MaxValue, 1)] int seed) => await EachAsync(seed, writesAtMost: 6, isDeleting: false, isOfPast: true, (result, ids, staying, _) =>
        Assert.That(!result.IsComplete || !staying.Except(ids).Any(), Is.True));

    private static async Task EachAsync(int seed, int writesAtMost, bool isDeleting, bool isOfPast, Action<BackupResult, IReadOnlyList<string>, IReadOnlySet<string>, int> test)
    {
        var random = new Random(seed);
        for (var i = 0; i < Backups; i++)
        {
            var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
            var store = new FakeStore().With(random.Next(0, 100));
            var staying = store.Memories.Select(static memory => (string)memory["id"]!).ToHashSet();
            var writes = random.Next(writesAtMost);
            store.Before = _ =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(1));
                if (writes > 0 && random.Next(3) > 0)
                {
                    writes--;
                    Write(store.Memories, staying, random, isDeleting, isOfPast ? clock.GetUtcNow().AddDays(-1) : clock.GetUtcNow());
                }

                return null;
            };
            using var client = store.Service.Client(options => options.TimeProvider = clock);
            using var stream = new MemoryStream();

            var result = await client.Memories.BackupAsync(EntityScope.User("alice"), stream, new BackupOptions { PageSize = random.Next(2, 40) });

            var ids = BackupTests.LinesOf(stream).Select(static line => (string?)line["memory"]?["id"]).OfType<string>().ToList();
            var filtered = store.Service.Arrived.Where(static request => request.Body!.ToString().Contains("\"lte\"", StringComparison.Ordinal)).ToList();
            Assert.That(ids, Is.Unique);
            Assert.That(BackupTests.LinesOf(stream)[^1].ContainsKey("end"), Is.EqualTo(result.IsComplete));
            test(result, ids, staying, filtered.Count == 0 ? 1 : filtered.Count(static request => request.PathAndQuery.Contains("?page=1&", StringComparison.Ordinal)));
        }
    }

    private static void Write(List<JObject> memories, HashSet<string> staying, Random random, bool isDeleting, DateTimeOffset createdAt)
    {
        if (isDeleting && memories.Count > 0 && random.Next(2) == 0)
        {
            var first = random.Next(memories.Count);
            var count = Math.Min(random.Next(1, 5), memories.Count - first);
            staying.ExceptWith(memories.GetRange(first, count).Select(static memory => (string)memory["id"]!));
            memories.RemoveRange(first, count);
            return;
        }

        memories.InsertRange(random.Next(2) == 0 ? 0 : memories.Count, Enumerable.Range(0, random.Next(1, 30)).Select(_ => new JObject
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["memory"] = "new",
            ["user_id"] = "alice",
            ["created_at"] = createdAt.ToString("O", CultureInfo.InvariantCulture),
        }));
    }
}
