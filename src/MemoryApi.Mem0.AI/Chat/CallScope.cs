using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// Carries the scope of one call inside of its options, until the memory client removes it. It has no public members, so that a logger of options doesn't show the
/// scope.
/// </summary>
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

    /// <summary>The scope in the options, if there is one.</summary>
    public static CallScope? Of(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(Key, out var value) == true ? value as CallScope : null;

    /// <summary>The options without a scope, for the model's client. If they have a scope, a copy is returned.</summary>
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
