using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Hosting;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

internal sealed partial class Mem0Endpoints
{
    /// <summary>The members that an update of a project accepts, each with a check of its value.</summary>
    private static readonly Dictionary<string, Func<JsonElement, bool>> ProjectSettings = new(StringComparer.Ordinal)
    {
        ["name"] = static value => value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0,
        ["description"] = IsTextOrNull,
        ["custom_instructions"] = static value => IsTextOrNull(value) ||
            (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)),
        ["agent_custom_instructions"] = IsTextOrNull,
        ["custom_categories"] = static value => value.ValueKind == JsonValueKind.Null ||
            (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.String)),
        ["multilingual"] = IsFlag,
        ["memory_depth"] = IsTextOrNull,
        ["decay"] = IsFlag,
        ["enable_graph"] = IsFlag,
        ["version"] = static value => value.ValueKind == JsonValueKind.String,
        ["usecase_setting"] = static _ => true,
    };

    private void MapProjects()
    {
        const string Projects = OrganizationsPath + "{org_id}/projects/";
        const string Project = Projects + "{project_id}/";
        const string Members = Project + "members/";
        Routes.Map("GET", Projects, "Projects_List", request => OnOrganization(request, organization =>
            Ok(organization.Projects.Select(project => (JsonNode?)project.ToJson()).ToJsonArray())));
        Routes.Map("POST", Projects, "Projects_Create", CreateProject);
        Routes.Map("GET", Project, "Projects_Get", request => OnProject(request, (_, project) => Ok(project.ToJson())));
        Routes.Map("PATCH", Project, "Projects_Update", UpdateProject);
        Routes.Map("DELETE", Project, "Projects_Delete", request => OnProject(request, DeleteProject));
        Routes.Map("GET", Members, "Projects_ListMembers", request => OnProject(request, ListProjectMembers));
        Routes.Map("POST", Members, "Projects_AddMember", AddProjectMember);
        Routes.Map("PUT", Members, "Projects_UpdateMember", UpdateProjectMember);
        Routes.Map("DELETE", Members, "Projects_RemoveMember", RemoveProjectMember);
    }

    private EmulatorResponse CreateProject(EmulatorRequest request)
    {
        var body = Body(request);
        if (OptionalText(body, "name", RefuseProject) is not { Length: > 0 } name)
        {
            throw RefuseProject("Project could not be created.");
        }

        var description = OptionalText(body, "description", RefuseProject);
        return OnOrganization(request, organization => Ok(new JsonObject
        {
            ["message"] = "Project created successfully.",
            ["project_id"] = _organizations.CreateProject(organization, name, description),
        }));
    }

    private EmulatorResponse UpdateProject(EmulatorRequest request)
    {
        var settings = new List<KeyValuePair<string, JsonElement?>>();
        foreach (var member in Body(request).EnumerateObject())
        {
            if (!ProjectSettings.TryGetValue(member.Name, out var isValid))
            {
                continue;
            }

            if (!isValid(member.Value))
            {
                throw RefuseProject($"Invalid value for {member.Name}.");
            }

            // An empty text removes the instructions.
            var isCleared = member.Name == "agent_custom_instructions" && member.Value.ValueKind == JsonValueKind.String && member.Value.GetString() == "";
            settings.Add(new(member.Name, isCleared ? null : member.Value));
        }

        if (settings.Count == 0)
        {
            throw RefuseProject("No valid fields to update.");
        }

        return OnProject(request, (_, project) =>
        {
            _organizations.UpdateProject(project, settings);
            var message = settings is [{ Key: "custom_categories" }] ? "Updated custom categories" : "Project updated successfully";
            return Ok(new JsonObject { ["message"] = message });
        });
    }

    private EmulatorResponse DeleteProject(Organization organization, Project project)
    {
        // The key belongs to this project, so no later request could succeed without it.
        if (project.IsDefault)
        {
            throw Mem0Errors.Message(403, "Unauthorized to modify this project.");
        }

        _organizations.DeleteProject(organization, project);
        return Ok(new JsonObject { ["message"] = "Project and related data deleted successfully." });
    }

    private static EmulatorResponse ListProjectMembers(Organization organization, Project project) => Ok(new JsonObject
    {
        ["members"] = project.Members.ToJson(member => new JsonObject { ["username"] = member.UserName, ["role"] = member.Role }),
    });

    private EmulatorResponse AddProjectMember(EmulatorRequest request)
    {
        var (email, role) = ReadProjectMember(request);
        return OnProject(request, (_, project) => project.Members.TryAdd(email, role)
            ? Ok(new JsonObject { ["message"] = "User added to the project successfully." })
            : throw RefuseProject("User is already a member of this project."));
    }

    private EmulatorResponse UpdateProjectMember(EmulatorRequest request)
    {
        var (email, role) = ReadProjectMember(request);
        return OnProject(request, (_, project) => project.Members.TryUpdate(email, role)
            ? Ok(new JsonObject { ["message"] = "User role updated successfully." })
            : throw NoMember());
    }

    private EmulatorResponse RemoveProjectMember(EmulatorRequest request)
    {
        var email = request.Query.NonEmpty("email") ?? throw RefuseProject("email is required.");
        return OnProject(request, (_, project) => project.Members.TryRemove(email)
            ? Ok(new JsonObject { ["message"] = "Member removed from the project" })
            : throw NoMember());
    }

    private EmulatorResponse OnProject(EmulatorRequest request, Func<Organization, Project, EmulatorResponse> action) =>
        _organizations.WithOrganization(request.Arguments[0], organization =>
            organization.Projects.Find(project => project.Id == request.Arguments[1]) is { } found ? action(organization, found) : null)
        ?? throw Mem0Errors.Message(404, "Organization or project not found");

    private static (string Email, string Role) ReadProjectMember(EmulatorRequest request)
    {
        var body = Body(request);
        var email = RequiredText(body, "email", RefuseField);
        var role = RequiredText(body, "role", RefuseField);
        return role is "READER" or "OWNER" ? (email, role) : throw RefuseProject("Role must be READER or OWNER.");

        static RefusalException RefuseField(string name, string text) => RefuseProject($"{name}: {text}");
    }

    private static RefusalException RefuseProject(string text) => Mem0Errors.Message(400, text);

    private static bool IsTextOrNull(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Null;

    private static bool IsFlag(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;
}
