using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>
/// The scope of one call. The options of the call contain a fingerprint of it, until the memory client removes that. The fingerprint has two purposes. A cache
/// around the memory uses the options as JSON for its key, so they must differ between scopes. And a logger of options must not show an id.
/// </summary>
internal sealed class CallScope
{
    private const string Key = "MemoryApi.Mem0.AI.Scope";

    // The table compares keys by reference, not by their text, so an entry lives as long as the options that contain the key.
    private static readonly ConditionalWeakTable<string, CallScope> Scopes = new();

    private CallScope(EntityScope? scope) => Scope = scope;

    /// <summary>Whose memory the call has; <see langword="null"/> for none.</summary>
    public EntityScope? Scope { get; }

    /// <summary>A copy of options with a scope.</summary>
    public static ChatOptions Set(ChatOptions options, EntityScope? scope)
    {
        var copy = options.Clone();
        var fingerprint = ScopeFingerprint.Of(scope);
        Scopes.Add(fingerprint, new CallScope(scope));
        copy.AdditionalProperties ??= [];
        copy.AdditionalProperties[Key] = fingerprint;
        return copy;
    }

    /// <summary>
    /// The scope in the options, if there is one. Options that were serialized have lost it. Then the call has no memory, since the client's own scope may be the
    /// wrong one.
    /// </summary>
    public static CallScope? Of(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(Key, out var value) != true ? null
        : value is string fingerprint && Scopes.TryGetValue(fingerprint, out var scope) ? scope
        : new CallScope(null);

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
