using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Backup;

/// <summary>
/// Damaged backups: none is restored without a word, no changed memory is sent, and each place of damage has a line of the file. Each test runs with
/// two seeds, so 500 backups in each run. The seed is in the name of a failed test.
/// </summary>
[Category(SoakLength.Category)]
[Parallelizable(ParallelScope.All)]
public sealed class DamagedBackupTests
{
    private static readonly int Backups = SoakLength.Of(250, 10_000);

    [Test]
    public async Task No_damage_is_restored_without_a_word([Values(1), Random(0, int.MaxValue, 1)] int seed)
    {
        var random = new Random(seed);
        var outcomes = new Dictionary<string, int>();
        for (var i = 0; i < Backups;)
        {
            var kind = BackupDamage.Kinds[i % BackupDamage.Kinds.Count];
            var (original, memories) = await BackupAsync("alice", random);
            var damaged = BackupDamage.Of(original, (await BackupAsync("bob", random)).Bytes, kind, random);
            if (damaged.AsSpan().SequenceEqual(original))
            {
                continue;
            }

            i++;
            var outcome = kind + ": " + await OutcomeAsync(damaged, memories, () => $"seed {seed}, {kind}: {Convert.ToBase64String(damaged)}");
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        TestContext.Out.WriteLine(string.Join('\n', outcomes.OrderBy(static outcome => outcome.Key, StringComparer.Ordinal).Select(static outcome => $"{outcome.Key} {outcome.Value}")));
        Assert.That(outcomes.Values.Sum(), Is.EqualTo(Backups));
    }

    [Test]
    public async Task Without_damage_nothing_is_named([Values(1), Random(0, int.MaxValue, 1)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Backups / 10; i++)
        {
            var (bytes, memories) = await BackupAsync("alice", random);
            var store = new FakeStore();
            using var client = store.Service.Client();

            var result = await client.Memories.RestoreAsync(new MemoryStream(bytes));

            Assert.That((result.IsComplete, result.Failures.Count, result.RestoredCount), Is.EqualTo((true, 0, (long)memories.Count)));
        }
    }

    /// <summary>How the restore tells the damage.</summary>
    private static async Task<string> OutcomeAsync(byte[] damaged, IReadOnlySet<string> memories, Func<string> describe)
    {
        var store = new FakeStore();
        using var client = store.Service.Client();
        RestoreResult result;
        try
        {
            result = await client.Memories.RestoreAsync(new MemoryStream(damaged));
        }
        catch (InvalidDataException)
        {
            Assert.That(store.Memories, Is.Empty, describe);
            return "refused";
        }

        Assert.That(result.IsComplete, Is.False, describe);
        Assert.That(result.IsBackupComplete, Is.False, describe);
        Assert.That(store.Memories.Select(Content), Is.SubsetOf(memories), describe);
        var lines = damaged.Count(static value => value == '\n') + 1;
        Assert.That(result.Failures.Select(static failure => failure.LineNumber), Is.All.InRange(1, lines), describe);
        Assert.That(result.Failures.Select(static failure => failure.Exception), Is.All.InstanceOf<InvalidDataException>(), describe);
        Assert.That(result.RestoredCount, Is.EqualTo(store.Memories.Count), describe);
        return result.Failures.Count > 0 ? "named" : "incomplete";
    }

    /// <summary>A backup of some pages, and the memories in it.</summary>
    private static async Task<(byte[] Bytes, IReadOnlySet<string> Memories)> BackupAsync(string user, Random random)
    {
        var store = new FakeStore().With(random.Next(1, 12), (memory, i) =>
        {
            memory["user_id"] = user;
            memory["id"] = new Guid(random.Next(), 0, 0, new byte[8]).ToString();
            memory["memory"] = $"{user} {i} größe 😀";
            memory["metadata"] = new JObject { ["number"] = i };
        });
        using var client = store.Service.Client();
        using var stream = new MemoryStream();
        var result = await client.Memories.BackupAsync(EntityScope.User(user), stream, new BackupOptions { PageSize = random.Next(1, 6) });
        Assert.That(result.IsComplete, Is.True);
        return (stream.ToArray(), store.Memories.Select(Content).ToHashSet());
    }

    private static string Content(JObject memory) => $"{memory["user_id"]} {memory["memory"]} {memory["metadata"]?["number"]} {memory["metadata"]?["restored_from"] ?? memory["id"]}";
}
