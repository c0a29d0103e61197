using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class ProjectsClientWithRawResponse
{
    /// <inheritdoc cref="ProjectsClient.GetCurrentAsync(RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<Project>> GetCurrentAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new ProjectsClient(connection).GetCurrentAsync(options, cancellationToken));

    /// <inheritdoc cref="ProjectsClient.UpdateCurrentAsync(UpdateProjectRequest, RequestOptions?, CancellationToken)"/>
    public virtual Task<ApiResponse<Confirmation>> UpdateCurrentAsync(
        UpdateProjectRequest request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new ProjectsClient(connection).UpdateCurrentAsync(request, options, cancellationToken));

    /// <inheritdoc cref="ProjectsClient.ListAsync(RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<IReadOnlyList<Project>>> ListAsync(RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new ProjectsClient(connection).ListAsync(options, cancellationToken));

    /// <inheritdoc cref="ProjectsClient.CreateAsync(CreateProjectRequest, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(2)]
    public virtual Task<ApiResponse<CreateProjectResult>> CreateAsync(
        CreateProjectRequest request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new ProjectsClient(connection).CreateAsync(request, options, cancellationToken));

    /// <inheritdoc cref="ProjectsClient.CreateAsync(string, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<CreateProjectResult>> CreateAsync(
        string name, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(name, nameof(name));
        return CreateAsync(new CreateProjectRequest(name), options, cancellationToken);
    }

    /// <inheritdoc cref="ProjectsClient.ListMembersAsync(RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<IReadOnlyList<ProjectMember>>> ListMembersAsync(
        RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new ProjectsClient(connection).ListMembersAsync(options, cancellationToken));

    /// <inheritdoc cref="ProjectsClient.AddMemberAsync(AddProjectMemberRequest, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<Confirmation>> AddMemberAsync(
        AddProjectMemberRequest request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new ProjectsClient(connection).AddMemberAsync(request, options, cancellationToken));

    /// <inheritdoc cref="ProjectsClient.UpdateMemberAsync(UpdateProjectMemberRequest, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<Confirmation>> UpdateMemberAsync(
        UpdateProjectMemberRequest request, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new ProjectsClient(connection).UpdateMemberAsync(request, options, cancellationToken));

    /// <inheritdoc cref="ProjectsClient.RemoveMemberAsync(string, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public virtual Task<ApiResponse<Confirmation>> RemoveMemberAsync(
        string email, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Connection().RecordAsync(connection => new ProjectsClient(connection).RemoveMemberAsync(email, options, cancellationToken));
}
