using System.Linq;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;
using static MemoryApi.ContractTests.WrittenExchange;

namespace MemoryApi.ContractTests;

/// <summary>Mem0's memories on the wire, written by hand from the vendor's documentation.</summary>
internal sealed class Mem0MemoriesHandWrittenTests
{
    private const string Id = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

    // 2.1 Add

    [Test]
    public async Task Adding_a_text_queues_it_for_inference()
    {
        var result = await Mem0Async(
            request: """
                POST /v3/memories/add/
                Authorization: Token m0-key

                {"messages":[{"role":"user","content":"I am a vegetarian"}],"user_id":"alex"}
                """,
            response: """
                200

                {"event_id":"8d1f2c3b-4a5e-4f60-9a7b-1c2d3e4f5a6b","status":"PENDING"}
                """,
            call: mem0 => mem0.Memories.AddAsync(new AddMemoriesRequest("I am a vegetarian", EntityScope.User("alex"))));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.EventId, Is.EqualTo("8d1f2c3b-4a5e-4f60-9a7b-1c2d3e4f5a6b"));
            Assert.That(result.Status, Is.EqualTo(AddStatus.Pending));
            Assert.That(result.Message, Is.Null);
            Assert.That(result.Results, Is.Null);
            Assert.That(result.AdditionalProperties, Is.Empty);
        }
    }

    [Test]
    public async Task Adding_without_inference_stores_verbatim_at_once()
    {
        var result = await Mem0Async(
            request: """
                POST /v3/memories/add/
                Authorization: Token m0-key

                {"messages":[{"role":"user","content":"I am a vegetarian"}],"user_id":"alex","infer":false}
                """,
            response: """
                200

                {
                  "message": "Memories added",
                  "status": "SUCCEEDED",
                  "event_id": "8d1f2c3b-4a5e-4f60-9a7b-1c2d3e4f5a6b",
                  "results": [
                    { "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a", "data": { "memory": "I am a vegetarian" }, "event": "ADD" }
                  ]
                }
                """,
            call: mem0 => mem0.Memories.AddAsync(new AddMemoriesRequest("I am a vegetarian", EntityScope.User("alex")) { Infer = false }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Message, Is.EqualTo("Memories added"));
            Assert.That(result.Status, Is.EqualTo(AddStatus.Succeeded));
            Assert.That(result.EventId, Is.EqualTo("8d1f2c3b-4a5e-4f60-9a7b-1c2d3e4f5a6b"));
            Assert.That(result.Results!.Single().Id, Is.EqualTo(Id));
            Assert.That(result.Results!.Single().Data!.Text, Is.EqualTo("I am a vegetarian"));
            Assert.That(result.Results!.Single().Event, Is.EqualTo(MemoryEventKind.Add));
        }
    }

    /// <summary>The identity is at the top level and not in <c>filters</c>, the day is a plain date, and the time counts seconds.</summary>
    [Test]
    public async Task Adding_a_conversation_sends_all_that_was_said_about_it()
    {
        await Mem0Async(
            request: """
                POST /v3/memories/add/
                Authorization: Token m0-key

                {
                  "messages": [
                    { "role": "system", "content": "You book travels." },
                    { "role": "user", "content": "I am a vegetarian", "name": "Alex" },
                    { "role": "user", "content": { "type": "image_url", "image_url": { "url": "https://example.com/meal.png" } } },
                    { "role": "assistant", "content": "Noted." }
                  ],
                  "user_id": "alex",
                  "agent_id": "travel-assistant",
                  "app_id": "travel-app",
                  "run_id": "trip-7",
                  "metadata": { "Category": "diet", "since": { "year": 2025 } },
                  "infer": true,
                  "expiration_date": "2026-03-01",
                  "timestamp": 1762510830,
                  "custom_instructions": "Only food.",
                  "agent_custom_instructions": "Only bookings.",
                  "custom_categories": [{ "diet": "What somebody eats" }],
                  "immutable": true
                }
                """,
            response: """
                200

                {"event_id":"8d1f2c3b-4a5e-4f60-9a7b-1c2d3e4f5a6b","status":"PENDING"}
                """,
            call: mem0 => mem0.Memories.AddAsync(new AddMemoriesRequest(
                [
                    Message.System("You book travels."),
                    Message.User("I am a vegetarian", name: "Alex"),
                    Message.User(MessageContent.FromImage("https://example.com/meal.png")),
                    Message.Assistant("Noted."),
                ],
                EntityScope.User("alex").WithAgent("travel-assistant").WithApp("travel-app").WithRun("trip-7"))
            {
                Metadata = new JObject { ["Category"] = "diet", ["since"] = new JObject { ["year"] = 2025 } },
                Infer = true,
                ExpirationDate = new CalendarDate(2026, 3, 1),
                Timestamp = Time("2025-11-07T11:20:30+01:00"),
                CustomInstructions = "Only food.",
                AgentCustomInstructions = "Only bookings.",
                CustomCategories = [new JObject { ["diet"] = "What somebody eats" }],
                Immutable = true,
            }));
    }

    // 2.2 Search

    [Test]
    public async Task Searching_names_the_run_run_id()
    {
        var found = await Mem0Async(
            request: """
                POST /v3/memories/search/
                Authorization: Token m0-key

                {
                  "query": "What does Alex eat?",
                  "filters": { "AND": [{ "user_id": "alex" }, { "categories": { "in": ["food"] } }] },
                  "top_k": 5,
                  "threshold": 0.3
                }
                """,
            response: """
                200

                {
                  "results": [
                    {
                      "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
                      "memory": "Is a vegetarian",
                      "user_id": "alex",
                      "agent_id": null,
                      "app_id": null,
                      "run_id": "trip-7",
                      "score": 0.82,
                      "score_breakdown": { "semantic": 0.7, "bm25": 0.1, "entity": 0.02 },
                      "expiration_date": "2026-03-01",
                      "metadata": { "Category": "diet" },
                      "categories": ["food"],
                      "created_at": "2025-11-07T10:20:30.123456Z",
                      "updated_at": "2025-11-08T01:00:00-08:00"
                    },
                    { "id": "b", "memory": "Likes tofu", "created_at": "2025-11-07T10:20:30Z", "categories": null, "updated_at": null }
                  ]
                }
                """,
            call: mem0 => mem0.Memories.SearchAsync(
                "What does Alex eat?", MemoryFilter.UserId.Is("alex") & MemoryFilter.Categories.In("food"), topK: 5, threshold: 0.3));

        var first = found.Results[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Results.Select(memory => memory.Text), Is.EqualTo(new[] { "Is a vegetarian", "Likes tofu" }));
            Assert.That(first.Id, Is.EqualTo(Id));
            Assert.That(first.UserId, Is.EqualTo("alex"));
            Assert.That(first.AgentId, Is.Null);
            Assert.That(first.RunId, Is.EqualTo("trip-7"));
            Assert.That(first.Score, Is.EqualTo(0.82));
            Assert.That(first.ScoreBreakdown!.Semantic, Is.EqualTo(0.7));
            Assert.That(first.ScoreBreakdown!.Bm25, Is.EqualTo(0.1));
            Assert.That(first.ScoreBreakdown!.Entity, Is.EqualTo(0.02));
            Assert.That(first.ExpirationDate, Is.EqualTo(new CalendarDate(2026, 3, 1)));
            Assert.That(Json(first.Metadata), Is.EqualTo("""{"Category":"diet"}"""));
            Assert.That(first.Categories, Is.EqualTo(new[] { "food" }));
            Assert.That(first.CreatedAt, Is.EqualTo(Time("2025-11-07T10:20:30.123456Z")));
            Assert.That(first.UpdatedAt, Is.EqualTo(Time("2025-11-08T09:00:00Z")));
            Assert.That(first.AdditionalProperties, Is.Empty);
            Assert.That(found.Results[1].Categories, Is.Null);
            Assert.That(found.Results[1].UpdatedAt, Is.Null);
        }
    }

    [Test]
    public async Task Searching_a_scope_with_every_switch()
    {
        await Mem0Async(
            request: """
                POST /v3/memories/search/
                Authorization: Token m0-key

                {
                  "query": "food",
                  "filters": { "user_id": "alex" },
                  "threshold": 0.0,
                  "rerank": true,
                  "show_expired": true,
                  "latest_only": true,
                  "keyword_search": false,
                  "fields": ["memory", "score"]
                }
                """,
            response: """
                200

                {"results":[]}
                """,
            call: mem0 => mem0.Memories.SearchAsync(new SearchMemoriesRequest("food", EntityScope.User("alex"))
            {
                Threshold = 0,
                Rerank = true,
                ShowExpired = true,
                LatestOnly = true,
                KeywordSearch = false,
                Fields = ["memory", "score"],
            }));
    }

    // 2.3 List

    /// <summary>The page is asked for in the query, the rest in the body; the run comes back as <c>session_id</c>.</summary>
    [Test]
    public async Task Listing_puts_the_page_into_the_query()
    {
        var page = await Mem0Async(
            request: """
                POST /v3/memories/?page=2&page_size=50
                Authorization: Token m0-key

                {"filters":{"user_id":"alex"},"start_date":"2025-11-01","end_date":"2025-11-30","categories":["food"],"keywords":"tofu"}
                """,
            response: """
                200

                {
                  "count": 101,
                  "next": "https://api.mem0.ai/v3/memories/?page=3&page_size=50",
                  "previous": "https://api.mem0.ai/v3/memories/?page=1&page_size=50",
                  "results": [
                    {
                      "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
                      "memory": "Likes tofu",
                      "user_id": "alex",
                      "agent_id": null,
                      "app_id": null,
                      "session_id": "trip-7",
                      "metadata": null,
                      "categories": null,
                      "structured_attributes": { "year": 2025, "is_weekend": false },
                      "replaced_by": null,
                      "synthesized": false,
                      "expiration_date": null,
                      "created_at": "2025-11-07T10:20:30Z",
                      "updated_at": "2025-11-07T10:20:30Z"
                    }
                  ]
                }
                """,
            call: mem0 => mem0.Memories.ListAsync(
                new ListMemoriesRequest(EntityScope.User("alex"))
                {
                    StartDate = new CalendarDate(2025, 11, 1),
                    EndDate = new CalendarDate(2025, 11, 30),
                    Categories = ["food"],
                    Keywords = "tofu",
                },
                page: 2,
                pageSize: 50));

        var memory = page.Results.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Count, Is.EqualTo(101));
            Assert.That(page.Next, Is.EqualTo("https://api.mem0.ai/v3/memories/?page=3&page_size=50"));
            Assert.That(page.Previous, Is.EqualTo("https://api.mem0.ai/v3/memories/?page=1&page_size=50"));
            Assert.That(memory.Id, Is.EqualTo(Id));
            Assert.That(memory.Text, Is.EqualTo("Likes tofu"));
            Assert.That(memory.RunId, Is.EqualTo("trip-7"));
            Assert.That(memory.Metadata, Is.Null);
            Assert.That(memory.Categories, Is.Null);
            Assert.That(Json(memory.StructuredAttributes), Is.EqualTo("""{"year":2025,"is_weekend":false}"""));
            Assert.That(memory.ReplacedBy, Is.Null);
            Assert.That(memory.Synthesized, Is.False);
            Assert.That(memory.ExpirationDate, Is.Null);
            Assert.That(memory.AdditionalProperties, Is.Empty);
        }
    }

    // 2.4 Get

    [Test]
    public async Task Getting_a_memory()
    {
        var memory = await Mem0Async(
            request: """
                GET /v1/memories/3c90c3cc-0d44-4b50-8888-8dd25736052a/
                Authorization: Token m0-key
                """,
            response: """
                200

                {
                  "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
                  "memory": "Is a vegetarian",
                  "user_id": "alex",
                  "agent_id": "travel-assistant",
                  "app_id": "travel-app",
                  "session_id": "trip-7",
                  "metadata": { "Category": "diet" },
                  "categories": ["food"],
                  "created_at": "2025-11-07T10:20:30.123456Z",
                  "updated_at": "2025-11-08T01:00:00-08:00",
                  "expiration_date": "2026-03-01",
                  "structured_attributes": null,
                  "replaced_by": "b7a1",
                  "synthesized": true,
                  "lifecycle_state": "active",
                  "mem0_notice": "Claim your account"
                }
                """,
            call: mem0 => mem0.Memories.GetAsync(Id));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(memory.Id, Is.EqualTo(Id));
            Assert.That(memory.Text, Is.EqualTo("Is a vegetarian"));
            Assert.That(memory.UserId, Is.EqualTo("alex"));
            Assert.That(memory.AgentId, Is.EqualTo("travel-assistant"));
            Assert.That(memory.AppId, Is.EqualTo("travel-app"));
            Assert.That(memory.RunId, Is.EqualTo("trip-7"));
            Assert.That(Json(memory.Metadata), Is.EqualTo("""{"Category":"diet"}"""));
            Assert.That(memory.Categories, Is.EqualTo(new[] { "food" }));
            Assert.That(memory.CreatedAt, Is.EqualTo(Time("2025-11-07T10:20:30.123456Z")));
            Assert.That(memory.UpdatedAt, Is.EqualTo(Time("2025-11-08T09:00:00Z")));
            Assert.That(memory.ExpirationDate, Is.EqualTo(new CalendarDate(2026, 3, 1)));
            Assert.That(memory.ReplacedBy, Is.EqualTo("b7a1"));
            Assert.That(memory.Synthesized, Is.True);
            Assert.That(memory.LifecycleState, Is.EqualTo("active"));
            Assert.That(Json(memory.AdditionalProperties), Is.EqualTo("""{"mem0_notice":"Claim your account"}"""));
        }
    }

    /// <summary>Before August 2026 there were <c>run_id</c> and <c>hash</c>; the page on updates calls the text <c>text</c>.</summary>
    [Test]
    public async Task Getting_a_memory_in_the_old_spelling()
    {
        var memory = await Mem0Async(
            request: """
                GET /v1/memories/3c90c3cc-0d44-4b50-8888-8dd25736052a/
                Authorization: Token m0-key
                """,
            response: """
                200

                {"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","text":"Is a vegetarian","run_id":"trip-7","hash":"8c1f4a0d"}
                """,
            call: mem0 => mem0.Memories.GetAsync(Id));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(memory.Text, Is.EqualTo("Is a vegetarian"));
            Assert.That(memory.RunId, Is.EqualTo("trip-7"));
            Assert.That(memory.Hash, Is.EqualTo("8c1f4a0d"));
            Assert.That(memory.AdditionalProperties, Is.Empty);
        }
    }

    // 2.5 Update

    [Test]
    public async Task Updating_clears_the_expiration_with_an_explicit_null()
    {
        var memory = await Mem0Async(
            request: """
                PUT /v1/memories/3c90c3cc-0d44-4b50-8888-8dd25736052a/
                Authorization: Token m0-key

                {"expiration_date":null,"timestamp":1762510830}
                """,
            response: """
                200

                {"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","memory":"Is a vegetarian","session_id":null,"expiration_date":null}
                """,
            call: mem0 => mem0.Memories.UpdateAsync(
                Id, new UpdateMemoryRequest { ExpirationDate = null, Timestamp = Time("2025-11-07T10:20:30Z") }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(memory.Text, Is.EqualTo("Is a vegetarian"));
            Assert.That(memory.RunId, Is.Null);
            Assert.That(memory.ExpirationDate, Is.Null);
        }
    }

    // 2.7 Delete all

    [Test]
    public async Task Deleting_all_of_a_user_is_queued()
    {
        var deletion = await Mem0Async(
            request: """
                DELETE /v1/memories/?user_id=alex%26co
                Authorization: Token m0-key
                """,
            response: """
                200

                {"message":"Memories are being deleted","event_id":"8d1f2c3b-4a5e-4f60-9a7b-1c2d3e4f5a6b"}
                """,
            call: mem0 => mem0.Memories.DeleteAllAsync(EntityScope.User("alex&co")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(deletion.Message, Is.EqualTo("Memories are being deleted"));
            Assert.That(deletion.EventId, Is.EqualTo("8d1f2c3b-4a5e-4f60-9a7b-1c2d3e4f5a6b"));
        }
    }

    [Test]
    public async Task A_star_for_the_user_deletes_the_memories_of_every_user() =>
        await Mem0Async(
            request: """
                DELETE /v1/memories/?user_id=%2A
                Authorization: Token m0-key
                """,
            response: """
                200

                {"message":"Delete in progress. This may take some time.","event_id":"8d1f2c3b-4a5e-4f60-9a7b-1c2d3e4f5a6b"}
                """,
            call: mem0 => mem0.Memories.DeleteAllOfEveryAsync(EntityType.User));

    // 2.8 History

    [Test]
    public async Task The_history_is_a_bare_array()
    {
        var history = await Mem0Async(
            request: """
                GET /v1/memories/3c90c3cc-0d44-4b50-8888-8dd25736052a/history/
                Authorization: Token m0-key
                """,
            response: """
                200

                [
                  {
                    "id": "h1",
                    "memory_id": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
                    "input": [{ "role": "user", "content": "I am a vegetarian" }],
                    "old_memory": null,
                    "new_memory": "Is a vegetarian",
                    "user_id": "alex",
                    "agent_id": null,
                    "app_id": null,
                    "session_id": "trip-7",
                    "categories": ["food"],
                    "event": "ADD",
                    "metadata": { "Category": "diet" },
                    "created_at": "2025-11-07T10:20:30Z",
                    "updated_at": "2025-11-07T10:20:30Z"
                  },
                  {
                    "id": "h2",
                    "memory_id": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
                    "input": [],
                    "old_memory": "Is a vegetarian",
                    "new_memory": null,
                    "user_id": null,
                    "run_id": "trip-8",
                    "categories": null,
                    "event": "DELETE",
                    "metadata": null,
                    "created_at": "2025-11-07T10:20:30Z",
                    "updated_at": "2025-11-08T10:20:30Z"
                  }
                ]
                """,
            call: mem0 => mem0.Memories.GetHistoryAsync(Id));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(history.Select(entry => entry.Id), Is.EqualTo(new[] { "h1", "h2" }));
            Assert.That(history.Select(entry => entry.MemoryId), Is.All.EqualTo(Id));
            Assert.That(history.Select(entry => entry.Event), Is.EqualTo(new MemoryEventKind?[] { MemoryEventKind.Add, MemoryEventKind.Delete }));
            Assert.That(history.Select(entry => entry.OldMemory), Is.EqualTo(new[] { null, "Is a vegetarian" }));
            Assert.That(history.Select(entry => entry.NewMemory), Is.EqualTo(new[] { "Is a vegetarian", null }));
            Assert.That(history.Select(entry => entry.UserId), Is.EqualTo(new[] { "alex", null }));
            Assert.That(history.Select(entry => entry.RunId), Is.EqualTo(new[] { "trip-7", "trip-8" }));
            Assert.That(history[0].Input!.Single().Role, Is.EqualTo(MessageRole.User));
            Assert.That(history[0].Input!.Single().Content, Is.EqualTo("I am a vegetarian"));
            Assert.That(history[0].Categories, Is.EqualTo(new[] { "food" }));
            Assert.That(Json(history[0].Metadata), Is.EqualTo("""{"Category":"diet"}"""));
            Assert.That(history[1].Input, Is.Empty);
            Assert.That(history[1].UpdatedAt, Is.EqualTo(Time("2025-11-08T10:20:30Z")));
        }
    }

    // 2.9 Batches

    [Test]
    public async Task Updating_a_batch_sends_texts_and_metadata()
    {
        var confirmation = await Mem0Async(
            request: """
                PUT /v1/batch/
                Authorization: Token m0-key

                {"memories":[{"memory_id":"a","text":"Is a vegan"},{"memory_id":"b","metadata":{"Category":"diet"}}]}
                """,
            response: """
                200

                {"message":"Successfully updated 2 memories"}
                """,
            call: async mem0 => (await mem0.WithRawResponse.Memories.BatchUpdateAsync(new BatchUpdateMemoriesRequest(
            [
                new BatchMemoryUpdate("a") { Text = "Is a vegan" },
                new BatchMemoryUpdate("b") { Metadata = new JObject { ["Category"] = "diet" } },
            ]))).Value);

        Assert.That(confirmation.Message, Is.EqualTo("Successfully updated 2 memories"));
    }

    [Test]
    public async Task Deleting_a_batch_is_a_DELETE_with_a_body()
    {
        var confirmation = await Mem0Async(
            request: """
                DELETE /v1/batch/
                Authorization: Token m0-key

                {"memories":[{"memory_id":"a"},{"memory_id":"b"}]}
                """,
            response: """
                200

                {"message":"Successfully deleted 2 memories"}
                """,
            call: async mem0 => (await mem0.WithRawResponse.Memories.BatchDeleteAsync(new BatchDeleteMemoriesRequest([new MemoryReference("a"), new MemoryReference("b")]))).Value);

        Assert.That(confirmation.Message, Is.EqualTo("Successfully deleted 2 memories"));
    }

    // 2.10 Changes

    [Test]
    public async Task The_changes_of_the_project_are_paged_history_entries()
    {
        var page = await Mem0Async(
            request: """
                GET /v1/memories/events/?page=2&limit=50
                Authorization: Token m0-key
                """,
            response: """
                200

                {
                  "count": 51,
                  "next": null,
                  "previous": "https://api.mem0.ai/v1/memories/events/?limit=50",
                  "results": [
                    {
                      "id": "h1",
                      "memory_id": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
                      "old_memory": "Is a vegetarian",
                      "new_memory": "Is a vegan",
                      "user_id": "alex",
                      "session_id": "trip-7",
                      "event": "UPDATE",
                      "created_at": "2025-11-07T10:20:30Z",
                      "updated_at": "2025-11-08T10:20:30Z"
                    }
                  ]
                }
                """,
            call: mem0 => mem0.Memories.ListChangesAsync(page: 2, limit: 50));

        var change = page.Results.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Count, Is.EqualTo(51));
            Assert.That(page.Next, Is.Null);
            Assert.That(page.Previous, Is.EqualTo("https://api.mem0.ai/v1/memories/events/?limit=50"));
            Assert.That(change.Event, Is.EqualTo(MemoryEventKind.Update));
            Assert.That(change.OldMemory, Is.EqualTo("Is a vegetarian"));
            Assert.That(change.NewMemory, Is.EqualTo("Is a vegan"));
            Assert.That(change.RunId, Is.EqualTo("trip-7"));
            Assert.That(change.Input, Is.Null);
        }
    }

    // 2.17 Feedback

    [Test]
    public async Task Giving_feedback()
    {
        var feedback = await Mem0Async(
            request: """
                POST /v1/feedback/
                Authorization: Token m0-key

                {"memory_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","feedback":"VERY_NEGATIVE","feedback_reason":"I eat meat"}
                """,
            response: """
                200

                {"id":"f1","feedback":"VERY_NEGATIVE","feedback_reason":"I eat meat"}
                """,
            call: mem0 => mem0.Memories.SubmitFeedbackAsync(
                new SubmitFeedbackRequest(Id) { Feedback = FeedbackRating.VeryNegative, FeedbackReason = "I eat meat" }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(feedback.Id, Is.EqualTo("f1"));
            Assert.That(feedback.Feedback, Is.EqualTo(FeedbackRating.VeryNegative));
            Assert.That(feedback.FeedbackReason, Is.EqualTo("I eat meat"));
        }
    }

    [Test]
    public async Task Two_explicit_nulls_take_the_feedback_back()
    {
        var feedback = await Mem0Async(
            request: """
                POST /v1/feedback/
                Authorization: Token m0-key

                {"memory_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","feedback":null,"feedback_reason":null}
                """,
            response: """
                200

                {"id":"f1","feedback":null,"feedback_reason":null}
                """,
            call: mem0 => mem0.Memories.SubmitFeedbackAsync(new SubmitFeedbackRequest(Id)
            {
                Feedback = null,
                FeedbackReason = null,
            }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(feedback.Id, Is.EqualTo("f1"));
            Assert.That(feedback.Feedback, Is.Null);
            Assert.That(feedback.FeedbackReason, Is.Null);
        }
    }
}
