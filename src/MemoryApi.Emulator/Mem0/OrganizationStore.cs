using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemoryApi.Emulator.Json;

namespace MemoryApi.Emulator.Mem0;

/// <summary>Organizations, projects and webhooks. The key belongs to the default project of the default organization.</summary>
internal sealed class OrganizationStore
{
    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly List<Organization> _organizations = [];
    private readonly List<Webhook> _webhooks = [];

    public OrganizationStore(TimeProvider time)
    {
        _time = time;
        Reset();
    }

    /// <summary>The default project's own categories; null when it has none. It is read under the lock of the memories, so it takes no lock itself.</summary>
    public IReadOnlyList<CategoryName>? DefaultProjectCategories { get; private set; }

    public void Reset()
    {
        lock (_gate)
        {
            _organizations.Clear();
            _webhooks.Clear();
            DefaultProjectCategories = null;
            var now = _time.GetUtcNow();
            var organization = new Organization { Id = Mem0Account.OrganizationId, Name = "Emulator", CreatedAt = now, IsDefault = true };
            var project = new Project { Id = Mem0Account.ProjectId, CreatedAt = now, UpdatedAt = now, IsDefault = true };
            project.Settings["name"] = "Emulator";
            organization.Projects.Add(project);
            _organizations.Add(organization);
        }
    }

    public JsonArray ListOrganizations()
    {
        lock (_gate)
        {
            return _organizations.Select(organization => (JsonNode?)organization.ToJson()).ToJsonArray();
        }
    }

    public string CreateOrganization(string name)
    {
        lock (_gate)
        {
            var organization = new Organization { Id = NewId("org"), Name = name, CreatedAt = _time.GetUtcNow(), IsDefault = false };
            _organizations.Add(organization);
            return organization.Id;
        }
    }

    /// <summary>Runs an action on an organization; default when there is no organization with that id.</summary>
    public T? WithOrganization<T>(string id, Func<Organization, T> action)
    {
        lock (_gate)
        {
            return _organizations.Find(organization => organization.Id == id) is { } found ? action(found) : default;
        }
    }

    public void DeleteOrganization(Organization organization)
    {
        lock (_gate)
        {
            _organizations.Remove(organization);
            _webhooks.RemoveAll(webhook => organization.Projects.Contains(webhook.Project));
        }
    }

    public string CreateProject(Organization organization, string name, string? description)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var project = new Project { Id = NewId("proj"), CreatedAt = now, UpdatedAt = now, IsDefault = false };
            project.Settings["name"] = name;
            project.Settings["description"] = description;
            organization.Projects.Add(project);
            return project.Id;
        }
    }

    public void UpdateProject(Project project, IEnumerable<KeyValuePair<string, JsonElement?>> settings)
    {
        lock (_gate)
        {
            foreach (var (name, value) in settings)
            {
                project.Set(name, value);
                if (name == "custom_categories" && project.IsDefault)
                {
                    DefaultProjectCategories = ReadCategories(value);
                }
            }

            project.UpdatedAt = _time.GetUtcNow();
        }
    }

    public void DeleteProject(Organization organization, Project project)
    {
        lock (_gate)
        {
            organization.Projects.Remove(project);
            _webhooks.RemoveAll(webhook => webhook.Project == project);
        }
    }

    /// <summary>The webhooks of a project; null when there is no such project.</summary>
    public JsonArray? ListWebhooks(string projectId)
    {
        lock (_gate)
        {
            return FindProject(projectId) is { } project
                ? _webhooks.Where(webhook => webhook.Project == project).Select(webhook => (JsonNode?)webhook.ToJson()).ToJsonArray()
                : null;
        }
    }

    public JsonObject? CreateWebhook(string projectId, string name, string url, IReadOnlyList<string> eventTypes, bool isActive)
    {
        lock (_gate)
        {
            if (FindProject(projectId) is not { } project)
            {
                return null;
            }

            var now = _time.GetUtcNow();
            var webhook = new Webhook(NewId("wh"), project, name, url, eventTypes, isActive, now, now);
            _webhooks.Add(webhook);
            return webhook.ToJson();
        }
    }

    /// <summary>Changes a webhook; false when there is no webhook with that id.</summary>
    public bool UpdateWebhook(string id, Func<Webhook, Webhook> change)
    {
        lock (_gate)
        {
            var index = _webhooks.FindIndex(webhook => webhook.Id == id);
            if (index < 0)
            {
                return false;
            }

            _webhooks[index] = change(_webhooks[index]) with { UpdatedAt = _time.GetUtcNow() };
            return true;
        }
    }

    public bool DeleteWebhook(string id)
    {
        lock (_gate)
        {
            return _webhooks.RemoveAll(webhook => webhook.Id == id) > 0;
        }
    }

    private static CategoryName[]? ReadCategories(JsonElement? sent)
    {
        if (sent is not { ValueKind: JsonValueKind.Array } categories || categories.GetArrayLength() == 0)
        {
            return null;
        }

        return CategoryName.From(categories.EnumerateArray().SelectMany(category => category.ValueKind == JsonValueKind.Object
            ? category.EnumerateObject().Select(member => member.Name)
            : [category.GetString()!]));
    }

    private static string NewId(string prefix) => $"{prefix}_{Guid.NewGuid():N}";

    private Project? FindProject(string id) => _organizations.SelectMany(organization => organization.Projects).FirstOrDefault(project => project.Id == id);
}
