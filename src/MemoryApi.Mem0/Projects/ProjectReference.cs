using System;

namespace MemoryApi.Mem0;

/// <summary>The project that an API key belongs to, and its organization.</summary>
public sealed class ProjectReference : IEquatable<ProjectReference>
{
    /// <summary>Makes a reference.</summary>
    /// <param name="orgId">Id of the organization, such as <c>org_123</c>.</param>
    /// <param name="projectId">Id of the project, such as <c>proj_123</c>.</param>
    public ProjectReference(string orgId, string projectId)
    {
        OrgId = orgId;
        ProjectId = projectId;
    }

    /// <summary>Id of the organization, such as <c>org_123</c>.</summary>
    public string OrgId { get; }

    /// <summary>Id of the project, such as <c>proj_123</c>.</summary>
    public string ProjectId { get; }

    /// <inheritdoc/>
    public bool Equals(ProjectReference? other) =>
        other is not null
        && string.Equals(OrgId, other.OrgId, StringComparison.Ordinal)
        && string.Equals(ProjectId, other.ProjectId, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ProjectReference);

    /// <inheritdoc/>
    public override int GetHashCode() => (OrgId, ProjectId).GetHashCode();
}
