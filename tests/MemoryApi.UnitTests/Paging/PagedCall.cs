using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Text;
using MemoryApi.Bland;
using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Paging;

/// <summary>A paged operation of a service, and how its pages look on the wire.</summary>
/// <param name="Operation">Its operationId.</param>
/// <param name="IsByOffset">Whether a page begins after a number of items; otherwise pages are numbered.</param>
/// <param name="Enumerate">Reads all identities through a client with this transport, with so many items on a page where that can be chosen.</param>
/// <param name="Item">An item on the wire.</param>
/// <param name="Page">A page on the wire: its items, their number on all pages, and whether more follows.</param>
internal sealed record PagedCall(
    string Operation,
    bool IsByOffset,
    Func<HttpMessageHandler, int, IAsyncEnumerable<string>> Enumerate,
    Func<int, string> Item,
    Func<string, int, bool, string> Page)
{
    private static readonly Func<string, int, bool, string> Mem0Page = static (items, count, hasMore) =>
        $$"""{"count":{{count}},"next":{{(hasMore ? "\"https://api.mem0.ai/next\"" : "null")}},"previous":null,"results":[{{items}}]}""";

    private static readonly Func<int, string> IdItem = static number => $$"""{"id":"id-{{number}}"}""";

    public static PagedCall ListMemories { get; } = new(
        "Memories_List", false, (transport, size) => Mem0(transport, client => Ids(client.Memories.ListAllAsync(EntityScope.User("alice"), pageSize: size), static item => item.Id)), IdItem, Mem0Page);

    /// <summary>Those whose items the specification identifies.</summary>
    public static IReadOnlyList<PagedCall> Identified { get; } =
    [
        ListMemories,
        new("Memories_ListChanges", false, (transport, size) => Mem0(transport, client => Ids(client.Memories.ListAllChangesAsync(limit: size), static item => item.Id)), IdItem, Mem0Page),
        new("Memories_ListByEntity", false, (transport, _) => Mem0(transport, client => Ids(client.Memories.ListAllByEntityAsync(EntityType.User, "alice"), static item => item.Id)), IdItem, Mem0Page),

        // A user and an agent may have the same number.
        new("Entities_List", false, (transport, size) => Mem0(transport, client => Ids(client.Entities.ListAllAsync(pageSize: size), static item => "id-" + ((int.Parse(item.Id, CultureInfo.InvariantCulture) * 2) + (item.Type == EntityType.User ? 0 : 1)))), static number => $$"""{"id":"{{number / 2}}","type":"{{(number % 2 == 0 ? "user" : "agent")}}"}""", Mem0Page),
        new("Events_List", false, (transport, _) => Mem0(transport, client => Ids(client.Events.ListAllAsync(), static item => item.Id)), IdItem, Mem0Page),
        new("Contacts_List", true, (transport, size) => Bland(transport, client => Ids(client.Contacts.ListAllAsync(limit: size), static item => item.Id)), IdItem, static (items, count, hasMore) => $$$"""{"data":[{{{items}}}],"pagination":{"total":{{{count}}},"has_more":{{{(hasMore ? "true" : "false")}}}},"errors":null}"""),
    ];

#pragma warning disable CS0618 // deprecated, and paged
    /// <summary>The one whose items nothing identifies.</summary>
    public static PagedCall ListStoreUsers { get; } = new(
        "Stores_Get",
        true,
        (transport, size) => Bland(transport, client => Ids(client.Stores.ListAllUsersAsync("store", limit: size), static item => item.PhoneNumber!)),
        static number => $$"""{"phone_number":"id-{{number}}"}""",
        static (items, count, hasMore) => $$$"""{"data":{"memory_id":"store","users":[{{{items}}}],"pagination":{"total":{{{count}}},"has_more":{{{(hasMore ? "true" : "false")}}} }},"errors":null}""");
#pragma warning restore CS0618

    public static IReadOnlyList<PagedCall> All { get; } = [.. Identified, ListStoreUsers];

    /// <summary>A page with the items of these numbers.</summary>
    public string PageOf(IEnumerable<int> numbers, int count, bool hasMore)
    {
        var items = new StringBuilder();
        foreach (var number in numbers)
        {
            items.Append(items.Length > 0 ? "," : string.Empty).Append(Item(number));
        }

        return Page(items.ToString(), count, hasMore);
    }

    public override string ToString() => Operation;

    private static async IAsyncEnumerable<string> Mem0(HttpMessageHandler transport, Func<Mem0Client, IAsyncEnumerable<string>> list)
    {
        var options = new Mem0ClientOptions { Transport = transport };
        options.UseResilience = false;
        using var client = new Mem0Client("m0-key", options);
        await foreach (var id in list(client))
        {
            yield return id;
        }
    }

    private static async IAsyncEnumerable<string> Bland(HttpMessageHandler transport, Func<BlandClient, IAsyncEnumerable<string>> list)
    {
        var options = new BlandClientOptions { Transport = transport };
        options.UseResilience = false;
        using var client = new BlandClient("key", options);
        await foreach (var id in list(client))
        {
            yield return id;
        }
    }

    private static async IAsyncEnumerable<string> Ids<T>(IAsyncEnumerable<T> items, Func<T, string> id)
    {
        await foreach (var item in items)
        {
            yield return id(item);
        }
    }
}
