using System.Threading.Tasks;

namespace MemoryApi.EmulatorTests.Mem0;

/// <summary>The settings and profile jobs of a project.</summary>
internal sealed class ProjectTests
{
    private const string Project = "/api/v1/orgs/organizations/org_emulator/projects/proj_emulator/";

    [TestCase("\"Only the guest.\"", "Only the guest.")]
    [TestCase("[\"Only the guest.\",\"No prices.\"]", "Only the guest.\nNo prices.")]
    [TestCase("null", null)]
    public async Task Custom_instructions_are_taken_as_a_text_and_as_a_list(string sent, string? read)
    {
        await using var session = await EmulatorSession.StartAsync();

        var exchange = await session.SendAsync("PATCH", Project, $$"""{"custom_instructions":{{sent}}}""");

        Assert.That(exchange.Status, Is.EqualTo(200), exchange.ToString());
        Assert.That((string?)(await session.SendAsync("GET", Project)).Json!["custom_instructions"], Is.EqualTo(read));
    }

    [TestCase("\"hospitality\"", "hospitality")]
    [TestCase("{\"id\":3}", null)]
    [TestCase("3", null)]
    public async Task A_use_case_is_taken_whatever_its_type_and_read_when_it_is_a_text(string sent, string? read)
    {
        await using var session = await EmulatorSession.StartAsync();

        var exchange = await session.SendAsync("PATCH", Project, $$"""{"usecase_setting":{{sent}}}""");

        Assert.That(exchange.Status, Is.EqualTo(200), exchange.ToString());
        var project = (await session.SendAsync("GET", Project)).Json!;
        Assert.That((string?)project["usecase"], Is.EqualTo(read));
        Assert.That(project["usecase_setting"], Is.Null);
    }

    [TestCase("""{"entity_id":"ann"}""", "trigger")]
    [TestCase("""{"entity_id":"ann","entity_type":"user"}""", "trigger")]
    [TestCase("""{"operation":"sample","entity_type":"user"}""", "sample")]
    public async Task A_profile_job_with_an_entity_and_no_operation_makes_its_profile(string body, string operation)
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Mem0.AddMemory("Lives in Berlin", "ann");

        var exchange = await session.SendAsync("POST", "/v2/profiles/jobs/", body, ("Idempotency-Key", "profile-ann"));

        Assert.That(exchange.Status, Is.EqualTo(200), exchange.ToString());
        Assert.That((string?)exchange.Json!["operation"], Is.EqualTo(operation));
    }

    [Test]
    public async Task A_profile_job_without_entity_and_operation_is_refused()
    {
        await using var session = await EmulatorSession.StartAsync();

        var exchange = await session.SendAsync("POST", "/v2/profiles/jobs/", """{"entity_type":"user"}""", ("Idempotency-Key", "profile-ann"));

        Assert.That(exchange.Status, Is.EqualTo(400), exchange.ToString());
    }
}
