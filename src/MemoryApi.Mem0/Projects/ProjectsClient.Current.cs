using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class ProjectsClient
{
    /// <summary>Reads the key's own project.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the key's project and organization, with a ping.</remarks>
    /// <param name="options">Options for this call only; with another key it is that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    public virtual async Task<Project> GetCurrentAsync(RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await GetAsync(project.OrgId, project.ProjectId, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes settings of the key's own project.</summary>
    /// <remarks>
    /// Before the first call that needs it, the client asks the service once per key for the project, with a ping. Settings that aren't set in the request stay
    /// unchanged.
    /// </remarks>
    /// <param name="request">What to change.</param>
    /// <param name="options">Options for this call only; with another key it is that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The service is known to refuse an argument. Nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    public virtual async Task<Confirmation> UpdateCurrentAsync(UpdateProjectRequest request, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(request, nameof(request));
        request.Validate();
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await UpdateAsync(project.OrgId, project.ProjectId, request, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists the projects of the key's own organization.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the key's project and organization, with a ping.</remarks>
    /// <param name="options">Options for this call only; with another key it is that key's organization.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<IReadOnlyList<Project>> ListAsync(RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await ListAsync(project.OrgId, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a project in the key's own organization.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the key's project and organization, with a ping.</remarks>
    /// <param name="request">The project to create.</param>
    /// <param name="options">Options for this call only; with another key it is that key's organization.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The service is known to refuse an argument. Nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(2)]
    public virtual async Task<CreateProjectResult> CreateAsync(CreateProjectRequest request, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(request, nameof(request));
        request.Validate();
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await CreateAsync(project.OrgId, request, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates a project in the key's own organization.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the key's project and organization, with a ping.</remarks>
    /// <param name="name">Name of the project.</param>
    /// <param name="options">Options for this call only; with another key it is that key's organization.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The service is known to refuse an argument. Nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual Task<CreateProjectResult> CreateAsync(string name, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(name, nameof(name));
        return CreateAsync(new CreateProjectRequest(name), options, cancellationToken);
    }

    /// <summary>Lists the members of the key's own project.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the key's project and organization, with a ping.</remarks>
    /// <param name="options">Options for this call only; with another key it is that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<IReadOnlyList<ProjectMember>> ListMembersAsync(RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await ListMembersAsync(project.OrgId, project.ProjectId, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds a member to the key's own project.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the key's project and organization, with a ping.</remarks>
    /// <param name="request">The member to add.</param>
    /// <param name="options">Options for this call only; with another key it is that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The service is known to refuse an argument. Nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<Confirmation> AddMemberAsync(AddProjectMemberRequest request, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(request, nameof(request));
        request.Validate();
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await AddMemberAsync(project.OrgId, project.ProjectId, request, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes the role of a member of the key's own project.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the key's project and organization, with a ping.</remarks>
    /// <param name="request">The member and the new role.</param>
    /// <param name="options">Options for this call only; with another key it is that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The service is known to refuse an argument. Nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<Confirmation> UpdateMemberAsync(UpdateProjectMemberRequest request, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotNull(request, nameof(request));
        request.Validate();
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await UpdateMemberAsync(project.OrgId, project.ProjectId, request, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes a member from the key's own project.</summary>
    /// <remarks>Before the first call that needs it, the client asks the service once per key for the key's project and organization, with a ping.</remarks>
    /// <param name="email">Mail address of the member.</param>
    /// <param name="options">Options for this call only; with another key it is that key's project.</param>
    /// <param name="cancellationToken">Cancels the call, including its retries and waits.</param>
    /// <exception cref="ArgumentException">The service is known to refuse an argument. Nothing was sent.</exception>
    /// <exception cref="MemoryApiException">The service refused the call, could not be reached, or its response can't be used.</exception>
    [OverloadResolutionPriority(1)]
    public virtual async Task<Confirmation> RemoveMemberAsync(string email, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        Require.NotBlank(email, nameof(email));
        var project = await CurrentProject.Of(Connection()).GetAsync(options, cancellationToken).ConfigureAwait(false);
        return await RemoveMemberAsync(project.OrgId, project.ProjectId, email, options, cancellationToken).ConfigureAwait(false);
    }
}
