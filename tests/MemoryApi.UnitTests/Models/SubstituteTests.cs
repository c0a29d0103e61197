using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;
using NSubstitute;
using NSubstitute.Extensions;

namespace MemoryApi.UnitTests.Models;

/// <summary>Clients replaced by a mocking library, as users write it.</summary>
public sealed class SubstituteTests
{
    private static readonly MemorySearchResults Found = new() { Results = [new ScoredMemory { Id = "m1", Text = "Likes tea" }] };

    [Test]
    public async Task A_search_is_replaced_by_the_overload_that_the_program_calls()
    {
        var client = Substitute.For<Mem0Client>();
        client.Memories.SearchAsync(Arg.Any<string>(), Arg.Any<MemoryFilter>()).Returns(Found);

        var results = await client.Memories.SearchAsync("tea?", EntityScope.User("alice"));

        Assert.That(results.Results.Single().Text, Is.EqualTo("Likes tea"));
    }

    [Test]
    public async Task A_full_substitute_replaces_each_overload_on_its_own()
    {
        var memories = Substitute.For<MemoriesClient>();
        memories.SearchAsync(Arg.Any<SearchMemoriesRequest>()).Returns(Found);

        Assert.That(await memories.SearchAsync(new SearchMemoriesRequest("tea?", EntityScope.User("alice"))), Is.SameAs(Found));
        Assert.That(await memories.SearchAsync("tea?", EntityScope.User("alice")), Is.Null);
    }

    [Test]
    public async Task The_shorter_overloads_of_a_partial_substitute_call_the_one_with_the_request()
    {
        var memories = Substitute.ForPartsOf<MemoriesClient>();
        memories.Configure().SearchAsync(Arg.Is<SearchMemoriesRequest>(request => request.Query == "tea?")).Returns(Found);

        Assert.That(await memories.SearchAsync("tea?", EntityScope.User("alice")), Is.SameAs(Found));
        Assert.That(() => memories.GetAsync("m1"), Throws.TypeOf<NotSupportedException>().With.Message.Contains("GetAsync"));
    }

    [Test]
    public async Task A_call_with_defaults_alone_means_the_overload_with_the_request()
    {
        var memories = Substitute.For<MemoriesClient>();
        memories.SearchAsync(default!, default!).ReturnsForAnyArgs(Found);
        memories.AddAsync(default!, default!).ReturnsForAnyArgs(new AddMemoriesResult { Message = "added" });
        memories.UpdateAsync("m1", default!).ReturnsForAnyArgs(new Memory { Id = "m1" });
        memories.UpdateManyAsync(default!).ReturnsForAnyArgs(Task.FromResult<BatchResult>(null!));

        Assert.That(await memories.SearchAsync(new SearchMemoriesRequest("tea?", EntityScope.User("alice"))), Is.SameAs(Found));
        Assert.That((await memories.AddAsync(new AddMemoriesRequest("Likes tea", EntityScope.User("alice")))).Message, Is.EqualTo("added"));
        Assert.That((await memories.UpdateAsync("m1", new UpdateMemoryRequest { Text = "Likes coffee" })).Id, Is.EqualTo("m1"));
    }

    [Test]
    public async Task The_project_of_the_key_is_meant_where_no_argument_is_named()
    {
        var projects = Substitute.For<ProjectsClient>();
        projects.CreateAsync(default!, default!).ReturnsForAnyArgs(new CreateProjectResult { Message = "created" });

        Assert.That((await projects.CreateAsync(new CreateProjectRequest("travel"))).Message, Is.EqualTo("created"));
    }

    [Test]
    public async Task A_list_and_what_a_response_says_are_replaced()
    {
        var client = Substitute.For<Mem0Client>();
        client.Memories.ListAllAsync(Arg.Any<MemoryFilter>()).Returns(new[] { new Memory { Id = "m1" } }.ToAsyncEnumerable());
        client.WithRawResponse.Memories.SearchAsync(Arg.Any<string>(), Arg.Any<MemoryFilter>()).Returns(new ApiResponse<MemorySearchResults>(Found, 200, requestId: "r1"));

        var ids = new List<string>();
        await foreach (var memory in client.Memories.ListAllAsync(EntityScope.User("alice")))
        {
            ids.Add(memory.Id);
        }

        Assert.That(ids, Is.EqualTo(new[] { "m1" }));
        Assert.That((await client.WithRawResponse.Memories.SearchAsync("tea?", EntityScope.User("alice"))).RequestId, Is.EqualTo("r1"));
    }

    [Test]
    public async Task A_merge_of_facts_is_replaced_and_checked()
    {
        var bland = Substitute.For<BlandClient>();
        bland.Memory.MergeFactsAsync(default!, default!).ReturnsForAnyArgs(new ContactMemory { Id = "m1" });

        await bland.Memory.MergeFactsAsync("m1", new MergeFactsRequest(new FactPatch { ["plan"] = "premium" }.ToJson()));

        await bland.Memory.Received(1).MergeFactsAsync("m1", Arg.Is<MergeFactsRequest>(request => (string)request.Facts["plan"]! == "premium"), cancellationToken: CancellationToken.None);
    }
}
