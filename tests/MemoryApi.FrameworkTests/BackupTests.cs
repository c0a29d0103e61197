using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Mem0;

namespace MemoryApi.FrameworkTests;

/// <summary>Backups have the same bytes on each framework, although each platform computes the hashes itself. Enumerations have the same items.</summary>
internal sealed class BackupTests
{
    // The checksums were computed by sha256sum from the lines above them.
    private const string Expected =
        """
        {"backup":{"format":"mem0-memories","version":2,"created_at":"2026-05-01T12:00:00Z","filters":{"user_id":"alice"},"page_size":2,"includes_expired":true,"created_until":"2026-05-01T12:00:00Z"}}
        {"memory":{"id":"1","memory":"größe \uD83D\uDE00","user_id":"alice","created_at":"2020-01-02T03:04:05Z"}}
        {"memory":{"id":"2","memory":"größe \uD83D\uDE00","user_id":"alice","created_at":"2020-01-02T03:04:05Z"}}
        {"page":{"number":1,"pass":1,"listed":2,"last":false,"memories":2,"expected":3,"previous":"1ff4cb391efe1ccb088fdbc73c6cc2daa348738217f2bf0d238cbc931f098da9","sha256":"b3fc1969eec1e5eb97d08c548a65b28d91f5e9cc0d03eb286f09cbcc962c3c07"}}
        {"memory":{"id":"3","memory":"größe \uD83D\uDE00","user_id":"alice","created_at":"2020-01-02T03:04:05Z"}}
        {"page":{"number":2,"pass":1,"listed":1,"last":true,"memories":3,"expected":3,"previous":"b3fc1969eec1e5eb97d08c548a65b28d91f5e9cc0d03eb286f09cbcc962c3c07","sha256":"865f553ff28a60b3783dcc4071d72c8ae1d13e22468e2be743547f5df0ddccfc"}}
        {"end":{"memories":3,"expected":3,"previous":"865f553ff28a60b3783dcc4071d72c8ae1d13e22468e2be743547f5df0ddccfc","sha256":"180406f98d533d9255673e00f04528a77a649029239c502515a2905518733094"}}

        """;

    [Test]
    public async Task A_backup_has_the_same_bytes()
    {
        using var client = Client(new Pages(["1", "2"], ["3"]));
        using var stream = new MemoryStream();

        var result = await client.Memories.BackupAsync(EntityScope.User("alice"), stream, new BackupOptions { PageSize = 2 });

        Assert.That(result.IsComplete, Is.True);
        Assert.That(Encoding.UTF8.GetString(stream.ToArray()), Is.EqualTo(Expected));
    }

    [Test]
    public async Task A_backup_goes_on_after_any_of_its_bytes()
    {
        var whole = Encoding.UTF8.GetBytes(Expected);
        for (var length = 0; length < whole.Length; length++)
        {
            using var client = Client(new Pages(["1", "2"], ["3"]));
            using var stream = new MemoryStream();
            stream.Write(whole, 0, length);

            var result = await client.Memories.BackupAsync(EntityScope.User("alice"), stream, new BackupOptions { PageSize = 2, Resume = true });

            Assert.That(result.IsComplete, Is.True);
            Assert.That(Encoding.UTF8.GetString(stream.ToArray()), Is.EqualTo(Expected), $"after {length} bytes");
        }
    }

    [Test]
    public async Task Each_changed_bit_is_noticed()
    {
        var whole = Encoding.UTF8.GetBytes(Expected);
        for (var place = 0; place < whole.Length; place++)
        {
            using var client = Client(new Pages());
            var damaged = (byte[])whole.Clone();
            damaged[place] ^= (byte)(1 << (place % 8));
            try
            {
                var result = await client.Memories.RestoreAsync(new MemoryStream(damaged));

                Assert.That((result.IsComplete, result.IsBackupComplete), Is.EqualTo((false, false)), $"byte {place}");
            }
            catch (InvalidDataException)
            {
                // The damaged header is no longer recognized.
            }
        }
    }

    [Test]
    public async Task Each_item_of_pages_that_shift_comes_once()
    {
        using var client = Client(new Pages(["1", "2"], ["1", "2"], ["3"]));
        var ids = new List<string>();

        await foreach (var memory in client.Memories.ListAllAsync(EntityScope.User("alice"), pageSize: 2))
        {
            ids.Add(memory.Id);
        }

        Assert.That(ids, Is.EqualTo(new[] { "1", "2", "3" }));
    }

    private static Mem0Client Client(HttpMessageHandler transport)
    {
        var options = new Mem0ClientOptions { Transport = transport, TimeProvider = new Noon() };
        options.UseResilience = false;
        return new Mem0Client("key", options);
    }

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    }

    /// <summary>Lists pages, but nothing newer than the start of a backup. Accepts all adds.</summary>
    private sealed class Pages(params string[][] pages) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            var response = request.RequestUri!.AbsolutePath.EndsWith("/add/", StringComparison.Ordinal)
                ? """{"status":"SUCCEEDED","results":[{"id":"new","event":"ADD"}]}"""
                : body.Contains("\"gt\"", StringComparison.Ordinal) || pages.Length == 0 ? Page([], hasMore: false) : Numbered(request.RequestUri.Query);
            return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(response, Encoding.UTF8, "application/json") };
        }

        private string Numbered(string query)
        {
            var number = query["?page=".Length] - '0';
            return Page(pages[number - 1], hasMore: number < pages.Length);
        }

        private string Page(string[] ids, bool hasMore)
        {
            var memories = ids.Select(static id => $$"""{"id":"{{id}}","memory":"größe 😀","user_id":"alice","created_at":"2020-01-02T03:04:05Z"}""");
            return $$"""{"count":{{pages.SelectMany(static page => page).Distinct().Count()}},"next":{{(hasMore ? "\"next\"" : "null")}},"previous":null,"results":[{{string.Join(",", memories)}}]}""";
        }
    }
}
