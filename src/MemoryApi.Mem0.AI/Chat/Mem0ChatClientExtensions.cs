using System;
using MemoryApi.Core.Runtime;
using MemoryApi.Mem0;
using MemoryApi.Mem0.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.AI;

/// <summary>Gives chat clients long-term memory.</summary>
public static class Mem0ChatClientExtensions
{
    /// <summary>Recalls what is known of one user before each turn, and stores each turn.</summary>
    /// <param name="builder">Where to add it, outside or inside of <c>UseFunctionInvocation</c>.</param>
    /// <param name="memory">The memory; the program disposes it.</param>
    /// <param name="scope">Whose memory it is.</param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static ChatClientBuilder UseMem0Memory(this ChatClientBuilder builder, Mem0Memory memory, EntityScope scope)
    {
        Require.NotNull(scope, nameof(scope));
        return builder.UseMem0Memory(memory, _ => scope);
    }

    /// <summary>Recalls what is known of the user of a call before each turn, and stores each turn.</summary>
    /// <param name="builder">Where to add it, outside or inside of <c>UseFunctionInvocation</c>.</param>
    /// <param name="memory">The memory; the program disposes it.</param>
    /// <param name="scope">
    /// Says whose memory a call has, from its options or from elsewhere, such as the signed-in user; <see langword="null"/> for a call without memory. It is asked in every round of every call, and its
    /// exceptions surface. Never let the model or the user's text choose it.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static ChatClientBuilder UseMem0Memory(this ChatClientBuilder builder, Mem0Memory memory, Func<ChatOptions?, EntityScope?> scope)
    {
        Require.NotNull(builder, nameof(builder));
        Require.NotNull(memory, nameof(memory));
        Require.NotNull(scope, nameof(scope));
        return builder.Use(inner => new MemoryChatClient(inner, memory, scope));
    }

    /// <summary>The same with the memory of the services that the client is built with: see <c>AddMem0Memory</c>.</summary>
    /// <param name="builder">Where to add it, outside or inside of <c>UseFunctionInvocation</c>. Build it with the services.</param>
    /// <param name="scope">
    /// Says whose memory a call has, from the services or from its options; <see langword="null"/> for a call without memory. It is asked in every round of every call, and its exceptions surface.
    /// Never let the model or the user's text choose it.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static ChatClientBuilder UseMem0Memory(this ChatClientBuilder builder, Func<IServiceProvider, ChatOptions?, EntityScope?> scope)
    {
        Require.NotNull(builder, nameof(builder));
        Require.NotNull(scope, nameof(scope));
        return builder.Use((inner, services) => new MemoryChatClient(inner, services.GetRequiredService<Mem0Memory>(), options => scope(services, options)));
    }

    /// <summary>A copy of options that says whose memory a call has; it wins over what the client was made with, and the model's client doesn't see it.</summary>
    /// <param name="options">The options; they are left as they are, so several users may share them.</param>
    /// <param name="scope">Whose memory the call has; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentNullException">The options are <see langword="null"/>.</exception>
    public static ChatOptions WithMem0Scope(this ChatOptions options, EntityScope? scope)
    {
        Require.NotNull(options, nameof(options));
        return CallScope.Set(options, scope);
    }
}
