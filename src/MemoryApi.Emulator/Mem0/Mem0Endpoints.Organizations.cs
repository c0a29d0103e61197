using System;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;

namespace MemoryApi.Emulator.Mem0;

internal sealed partial class Mem0Endpoints
{
    private const string OrganizationsPath = "/api/v1/orgs/organizations/";

    private void MapOrganizations()
    {
        const string Members = OrganizationsPath + "{org_id}/members/";
        Routes.Map("GET", OrganizationsPath, "Organizations_List", _ => Ok(_organizations.ListOrganizations()));
        Routes.Map("POST", OrganizationsPath, "Organizations_Create", CreateOrganization);
        Routes.Map("GET", OrganizationsPath + "{org_id}/", "Organizations_Get", request => OnOrganization(request, organization => Ok(organization.ToJson())));
        Routes.Map("DELETE", OrganizationsPath + "{org_id}/", "Organizations_Delete", request => OnOrganization(request, DeleteOrganization));
        Routes.Map("GET", Members, "Organizations_ListMembers", request => OnOrganization(request, ListOrganizationMembers));
        Routes.Map("POST", Members, "Organizations_AddMember", AddOrganizationMember);
        Routes.Map("PUT", Members, "Organizations_UpdateMember", UpdateOrganizationMember);
        Routes.Map("DELETE", Members, "Organizations_RemoveMember", RemoveOrganizationMember);
    }

    private EmulatorResponse CreateOrganization(EmulatorRequest request)
    {
        var id = _organizations.CreateOrganization(RequiredText(Body(request), "name", Mem0Errors.Errors));
        return Created(new JsonObject { ["message"] = "Organization created successfully.", ["org_id"] = id });
    }

    private EmulatorResponse DeleteOrganization(Organization organization)
    {
        // The key belongs to this organization, so no later request could succeed without it.
        if (organization.IsDefault)
        {
            throw Mem0Errors.Message(403, "Unauthorized");
        }

        _organizations.DeleteOrganization(organization);
        return Ok(new JsonObject { ["message"] = "Organization deleted successfully!" });
    }

    private static EmulatorResponse ListOrganizationMembers(Organization organization) => Ok(new JsonObject
    {
        ["members"] = organization.Members.ToJson(member => new JsonObject { ["user_id"] = member.UserName, ["role"] = member.Role }),
    });

    private EmulatorResponse AddOrganizationMember(EmulatorRequest request)
    {
        var (email, role) = ReadOrganizationMember(request);
        return OnOrganization(request, organization => organization.Members.TryAdd(email, role)
            ? Created(new JsonObject { ["message"] = "User added to the organization." })
            : throw Mem0Errors.Errors("email", "This user is already a member."));
    }

    private EmulatorResponse UpdateOrganizationMember(EmulatorRequest request)
    {
        var (email, role) = ReadOrganizationMember(request);
        return OnOrganization(request, organization => organization.Members.TryUpdate(email, role)
            ? Ok(new JsonObject { ["message"] = "User role updated successfully" })
            : throw NoMember());
    }

    private EmulatorResponse RemoveOrganizationMember(EmulatorRequest request)
    {
        var email = RequiredText(Body(request), "email", Mem0Errors.Errors);
        return OnOrganization(request, organization => organization.Members.TryRemove(email)
            ? Ok(new JsonObject { ["message"] = "User removed from organization." })
            : throw NoMember());
    }

    private EmulatorResponse OnOrganization(EmulatorRequest request, Func<Organization, EmulatorResponse> action) =>
        _organizations.WithOrganization(request.Arguments[0], action) ?? throw Mem0Errors.Message(404, "Organization not found");

    private static (string Email, string Role) ReadOrganizationMember(EmulatorRequest request)
    {
        var body = Body(request);
        return (RequiredText(body, "email", Mem0Errors.Errors), RequiredText(body, "role", Mem0Errors.Errors));
    }

    private static RefusalException NoMember() => Mem0Errors.Message(404, "User not found");

    private static string RequiredText(JsonElement body, string name, Func<string, string, RefusalException> refuse) =>
        OptionalText(body, name, _ => refuse(name, "Not a valid string.")) switch
        {
            null => throw refuse(name, "This field is required."),
            "" => throw refuse(name, "This field may not be blank."),
            var text => text,
        };
}
