using System;
using MemoryApi.Core.Runtime;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.AI;

/// <summary>Gives chat clients long-term memory.</summary>
public static class Mem0ChatClientExtensions
{
    /// <summary>Adds memory for one user: recalls memories before each turn, and stores each turn.</summary>
    /// <param name="builder">The builder. Call this before <c>UseFunctionInvocation</c> and <c>UseDistributedCache</c>, so that the memory is around them.</param>
    /// <param name="memory">The memory. The program has to dispose it.</param>
    /// <param name="scope">Whose memory it is.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static ChatClientBuilder UseMem0Memory(this ChatClientBuilder builder, Mem0Memory memory, EntityScope scope)
    {
        Require.NotNull(scope, nameof(scope));
        return builder.UseMem0Memory(memory, _ => scope);
    }

    /// <summary>Adds memory for several users: recalls memories of the call's user before each turn, and stores each turn.</summary>
    /// <param name="builder">The builder. Call this before <c>UseFunctionInvocation</c> and <c>UseDistributedCache</c>, so that the memory is around them.</param>
    /// <param name="memory">The memory. The program has to dispose it.</param>
    /// <param name="scope">
    /// Returns the scope of a call, from its options or from elsewhere, such as the signed-in user; <see langword="null"/> for a call without memory. It is called
    /// in each round of each call, and its exceptions surface. Never let the model or the user's text choose the scope.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static ChatClientBuilder UseMem0Memory(this ChatClientBuilder builder, Mem0Memory memory, Func<ChatOptions?, EntityScope?> scope)
    {
        Require.NotNull(builder, nameof(builder));
        Require.NotNull(memory, nameof(memory));
        Require.NotNull(scope, nameof(scope));
        return builder.Use(inner => new MemoryChatClient(inner, memory, scope));
    }

    /// <summary>Adds memory for several users, with the <see cref="Mem0Memory"/> from the service provider; see <c>AddMem0Memory</c>.</summary>
    /// <param name="builder">
    /// The builder. Call this before <c>UseFunctionInvocation</c> and <c>UseDistributedCache</c>, so that the memory is around them, and pass the service provider to
    /// <c>Build</c>.
    /// </param>
    /// <param name="scope">
    /// Returns the scope of a call, from the services or from its options; <see langword="null"/> for a call without memory. It is called in each round of each
    /// call, and its exceptions surface. Never let the model or the user's text choose the scope.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static ChatClientBuilder UseMem0Memory(this ChatClientBuilder builder, Func<IServiceProvider, ChatOptions?, EntityScope?> scope)
    {
        Require.NotNull(builder, nameof(builder));
        Require.NotNull(scope, nameof(scope));
        return builder.Use((inner, services) => new MemoryChatClient(inner, services.GetRequiredService<Mem0Memory>(), options => scope(services, options)));
    }

    /// <summary>
    /// Returns a copy of the options with a scope for the call. It overrides the scope that the client was created with, and is removed before the model's client
    /// gets the options. The copy contains no id, but a fingerprint of the scope, so that a cache of responses distinguishes scopes. The fingerprint is valid in this
    /// process: a call with options that were serialized has no memory.
    /// </summary>
    /// <param name="options">The options. They aren't changed, so several users may share them.</param>
    /// <param name="scope">Whose memory the call has; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentNullException">The options are <see langword="null"/>.</exception>
    public static ChatOptions WithMem0Scope(this ChatOptions options, EntityScope? scope)
    {
        Require.NotNull(options, nameof(options));
        return CallScope.Set(options, scope);
    }
}
