using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>The scope of one call, in its options until it reaches the memory. Without public members, so that nothing that logs options shows it.</summary>
internal sealed class CallScope(EntityScope? scope)
{
    private const string Key = "MemoryApi.Mem0.AI.Scope";

    internal EntityScope? Scope { get; } = scope;

    /// <summary>A copy of options with a scope.</summary>
    public static ChatOptions Set(ChatOptions options, EntityScope? scope)
    {
        var copy = options.Clone();
        copy.AdditionalProperties ??= [];
        copy.AdditionalProperties[Key] = new CallScope(scope);
        return copy;
    }

    /// <summary>The scope in options, if they have one.</summary>
    public static CallScope? Of(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(Key, out var value) == true ? value as CallScope : null;

    /// <summary>Options without a scope, as a model's client may see them; a copy when they have one.</summary>
    public static ChatOptions? Remove(ChatOptions? options)
    {
        if (Of(options) is null)
        {
            return options;
        }

        var copy = options!.Clone();
        copy.AdditionalProperties!.Remove(Key);
        if (copy.AdditionalProperties.Count == 0)
        {
            copy.AdditionalProperties = null;
        }

        return copy;
    }
}
