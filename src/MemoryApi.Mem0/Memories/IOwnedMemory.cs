using MemoryApi.Core;

namespace MemoryApi.Mem0;

/// <summary>A memory whose response contains its owner, such as a user or an agent: a <see cref="Memory"/> or a <see cref="ScoredMemory"/>.</summary>
/// <remarks><see cref="EntityScope.Covers"/> compares a memory with a scope.</remarks>
public interface IOwnedMemory : IMemory
{
    /// <summary>User that the memory belongs to; <see langword="null"/> when it belongs to none.</summary>
    string? UserId { get; }

    /// <summary>Agent that the memory belongs to; <see langword="null"/> when it belongs to none.</summary>
    string? AgentId { get; }

    /// <summary>App that the memory belongs to; <see langword="null"/> when it belongs to none.</summary>
    string? AppId { get; }

    /// <summary>Run (session) that the memory belongs to; <see langword="null"/> when it belongs to none.</summary>
    string? RunId { get; }

    /// <summary>Last day (UTC) on which the memory is found; <see langword="null"/> when it doesn't expire.</summary>
    CalendarDate? ExpirationDate { get; }
}
