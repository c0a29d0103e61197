using System.Collections.Generic;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Models;

/// <summary>The overloads that take the one member of a request which most calls send.</summary>
public sealed class ShorthandTests
{
    [Test]
    public async Task The_member_alone_makes_the_request()
    {
        var sent = new List<string>();
        using var service = new Mem0.ScriptedMem0(request =>
        {
            sent.Add($"{request} {request.Body!.ToString(Newtonsoft.Json.Formatting.None)}");
            return (200, "{}");
        });
        using var mem0 = service.Client();
        using var bland = new BlandClient("org_key", new BlandClientOptions { Transport = service });

        await mem0.Memories.UpdateAsync("m1", "Likes tea");
        await mem0.Exports.GetAsync("e1");
        await mem0.Entities.CreateUserAsync("alice");
        await mem0.Organizations.CreateAsync("Contoso");
        await mem0.Organizations.RemoveMemberAsync("org_1", "a@b.c");
        await mem0.Projects.CreateAsync("org_1", "Chat");
        try
        {
            await bland.Memory.UpdateSummaryAsync("mem-1", "Prefers mornings.");
        }
        catch (MemoryApi.Core.MemoryApiResponseException)
        {
            // The response is none of Bland's.
        }

        Assert.That(sent, Is.EqualTo(new[]
        {
            """PUT /v1/memories/m1/ {"text":"Likes tea"}""",
            """POST /v1/exports/get/ {"memory_export_id":"e1"}""",
            """POST /v1/users/ {"user_id":"alice"}""",
            """POST /api/v1/orgs/organizations/ {"name":"Contoso"}""",
            """DELETE /api/v1/orgs/organizations/org_1/members/ {"email":"a@b.c"}""",
            """POST /api/v1/orgs/organizations/org_1/projects/ {"name":"Chat"}""",
            """PATCH /v1/memory/contact/mem-1/summary {"summary":"Prefers mornings."}""",
        }));
    }
}
