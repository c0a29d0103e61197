using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Paging;

/// <summary>A member that says whether more follows, and has another type than the specification says, never ends an enumeration.</summary>
public sealed class PagingMemberTests
{
    private static readonly string[] Values = ["5", "0", "1.5", "-1e30", "true", "false", "\"\"", "\"x\"", "\"true\"", "[]", "[1]", "{}", "{\"a\":1}"];

    [TestCaseSource(nameof(OddPages))]
    public async Task A_paging_member_of_another_type_is_an_error(string operation, string path, string value)
    {
        var call = PagedCall.All.Single(call => call.Operation == operation);
        var page = JObject.Parse(call.PageOf([3, 4], 9, hasMore: true));
        page.SelectToken(path)!.Replace(JToken.Parse(value));
        using var transport = new Numbered(number => number == 0 ? call.PageOf([1, 2], 9, hasMore: true) : page.ToString());
        var items = new List<string>();

        var failure = (await Assert.ThrowsAsync<MemoryApiResponseException>(() => ReadAsync(call, transport, items)))!;

        Assert.That(items, Is.EqualTo(new[] { "id-1", "id-2" }));
        Assert.That((failure.Operation, failure.StatusCode), Is.EqualTo((operation, 200)));
        Assert.That(failure.Body, Is.EqualTo(page.ToString()), "nothing of the response is lost");
        Assert.That(failure.InnerException!.Message, Does.Contain(path.Split('.')[^1]), "the place is named");
    }

    [TestCaseSource(nameof(Operations))]
    public async Task A_page_without_its_items_is_an_error(string operation)
    {
        var call = PagedCall.All.Single(call => call.Operation == operation);
        foreach (var change in new Action<JToken>[] { static items => items.Parent!.Remove(), static items => items.Replace(JValue.CreateNull()) })
        {
            var page = JObject.Parse(call.PageOf([3, 4], 9, hasMore: false));
            change(page.SelectToken(PathsOf(operation)[0])!);
            using var transport = new Numbered(number => number == 0 ? call.PageOf([1, 2], 9, hasMore: true) : page.ToString());

            await Assert.ThrowsAsync<MemoryApiResponseException>(() => ReadAsync(call, transport, []));
        }
    }

    [TestCaseSource(nameof(Operations))]
    public async Task A_paging_member_that_is_missing_leaves_the_decision_to_the_others_or_to_an_earlier_page(string operation)
    {
        var call = PagedCall.All.Single(call => call.Operation == operation);
        foreach (var path in PathsOf(operation).Skip(1))
        {
            foreach (var change in new Action<JToken>[] { static member => member.Parent!.Remove(), static member => member.Replace(JValue.CreateNull()) })
            {
                using var transport = new Numbered(number =>
                {
                    var page = JObject.Parse(call.PageOf([(number * 2) + 1, (number * 2) + 2], 6, hasMore: number < 2));
                    if (number > 0 || !path.EndsWith("pagination", StringComparison.Ordinal))
                    {
                        change(page.SelectToken(path)!);
                    }

                    return page.ToString();
                });
                var items = new List<string>();

                await ReadAsync(call, transport, items);

                Assert.That(items, Is.EqualTo(Enumerable.Range(1, 6).Select(static i => $"id-{i}")), path);
            }
        }
    }

    [Test]
    public async Task Errors_in_place_of_a_page_stay_what_they_are()
    {
        var call = PagedCall.All.Single(static call => call.Operation == "Contacts_List");
        using var transport = new Numbered(static _ => """{"data":null,"errors":[{"error":"NOT_FOUND","message":"m"}]}""");

        Assert.That((await Assert.ThrowsAsync<MemoryApiNotFoundException>(() => ReadAsync(call, transport, [])))!.ErrorCode, Is.EqualTo("NOT_FOUND"));
    }

    [Test]
    public async Task A_page_that_is_asked_for_alone_keeps_such_a_member_aside()
    {
        using var transport = new Numbered(static _ => """{"count":"many","next":{"page":2},"results":[{"id":"a"}]}""");
        using var client = new Mem0Client("m0-key", new Mem0ClientOptions { Transport = transport });

        var page = await client.Memories.ListAsync(EntityScope.User("alice"));

        Assert.That(page.Results, Has.Count.EqualTo(1));
        Assert.That(page.AdditionalProperties.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("""{"count":"many","next":{"page":2}}"""));
    }

    [Test]
    public async Task A_mocked_page_is_what_the_enumeration_of_the_mock_reads()
    {
        var items = new List<string>();
        await foreach (var memory in new MockedMemories().ListAllAsync(EntityScope.User("alice")))
        {
            items.Add(memory.Id);
        }

        Assert.That(items, Is.EqualTo(new[] { "1", "2" }));
    }

    [Test]
    public void Each_operation_that_enumerates_is_tested_here() => Assert.That(
        new[] { typeof(Mem0Client), typeof(BlandClient) }
            .SelectMany(static client => client.GetProperties().Select(static group => group.PropertyType))
            .Where(static group => group.Name.EndsWith("Client", StringComparison.Ordinal))
            .SelectMany(static group => group.GetMethods())
            .Where(static method => method.ReturnType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))
            .Select(static method => (method.DeclaringType, method.Name))
            .Distinct()
            .Count(),
        Is.EqualTo(PagedCall.All.Count));

    private static IEnumerable<string> Operations() => PagedCall.All.Select(static call => call.Operation);

    private static IEnumerable<object[]> OddPages() =>
        from operation in Operations()
        from path in PathsOf(operation)
        from value in Values
        where !IsOfItsType(path, JToken.Parse(value))
        select new object[] { operation, path, value };

    private static string[] PathsOf(string operation) => operation switch
    {
        "Contacts_List" => ["data", "pagination.has_more", "pagination.total", "pagination"],
        "Stores_Get" => ["data.users", "data.pagination.has_more", "data.pagination.total", "data.pagination"],
        _ => ["results", "next", "count"],
    };

    private static bool IsOfItsType(string path, JToken value) => path.Split('.')[^1] switch
    {
        "next" => value.Type == JTokenType.String,
        "has_more" => value.Type == JTokenType.Boolean,
        "count" or "total" => value.Type == JTokenType.Integer,
        "pagination" => value.Type == JTokenType.Object,
        _ => value.Type == JTokenType.Array,
    };

    private static async Task ReadAsync(PagedCall call, HttpMessageHandler transport, List<string> items)
    {
        await foreach (var item in call.Enumerate(transport, 2))
        {
            items.Add(item);
        }
    }

    /// <summary>Gives its pages in the order in which they are asked for.</summary>
    private sealed class Numbered(Func<int, string> page) : HttpMessageHandler
    {
        private int _next;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(page(_next++), Encoding.UTF8, "application/json") });
    }

    private sealed class MockedMemories : MemoriesClient
    {
        public override Task<MemoryPage> ListAsync(
            ListMemoriesRequest request, int? page = null, int? pageSize = null, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new MemoryPage { Count = 2, Next = page == 1 ? "https://api.mem0.ai/next" : null, Results = [new Memory { Id = $"{page}" }] });
    }
}
