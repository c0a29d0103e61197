using System;
using System.Collections.Generic;

namespace MemoryApi.Core;

/// <summary>
/// How a client puts its key on a request. The specification gives the header; what it can't say, the hand-written part of a client says in the hook
/// <c>ConfigureAuthentication</c>:
/// <code>
/// public partial class CrmClient
/// {
///     static partial void ConfigureAuthentication(ApiAuthentication authentication) => authentication.Prefix = "Token ";
/// }
/// </code>
/// </summary>
public sealed class ApiAuthentication
{
    private IReadOnlyList<string>? _copiedWords;

    /// <summary>Describes how calls are authenticated.</summary>
    /// <param name="header">The header that carries the key; <see langword="null"/> when the service takes none.</param>
    /// <param name="environmentVariable">The environment variable that holds the key, or <see langword="null"/>.</param>
    public ApiAuthentication(string? header, string? environmentVariable = null)
    {
        Header = header;
        EnvironmentVariable = environmentVariable;
    }

    /// <summary>The header that carries the key; <see langword="null"/> when the service takes none, and then nothing is sent.</summary>
    public string? Header { get; set; }

    /// <summary>
    /// What stands before the key in the header, a blank included, e.g. <c>"Token "</c>. Default: empty, none.
    /// </summary>
    public string Prefix { get; set; } = string.Empty;

    /// <summary>
    /// Words that people copy together with a key: a key that begins with one of them and a blank, in upper or lower case, is used without it. Default: the word of
    /// <see cref="Prefix"/>; none without a prefix. A service whose keys begin with such a word themselves sets an empty list.
    /// </summary>
    public IReadOnlyList<string> CopiedWords
    {
        get => _copiedWords ?? (string.IsNullOrWhiteSpace(Prefix) ? [] : [Prefix.Trim()]);
        set => _copiedWords = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Makes the text that is sent of the key, e.g. its base64; the prefix stands before it. Default: <see langword="null"/>, the key as it is.</summary>
    public Func<string, string>? Encode { get; set; }

    /// <summary>The environment variable that holds the key, for <c>FromEnvironment</c> and registrations. Default: that of the specification.</summary>
    public string? EnvironmentVariable { get; set; }

    /// <summary>No key is sent.</summary>
    public static ApiAuthentication None() => new(header: null);

    /// <summary>A token of HTTP's scheme Bearer.</summary>
    /// <param name="environmentVariable">The environment variable that holds the token, or <see langword="null"/>.</param>
    public static ApiAuthentication Bearer(string? environmentVariable = null) => new("Authorization", environmentVariable) { Prefix = "Bearer " };

    /// <summary>User and password of HTTP's scheme Basic; the key is both, with a colon between them.</summary>
    /// <param name="environmentVariable">The environment variable that holds them, or <see langword="null"/>.</param>
    public static ApiAuthentication Basic(string? environmentVariable = null) => new("Authorization", environmentVariable)
    {
        Prefix = "Basic ",
        Encode = static key => Convert.ToBase64String(Utf8Text.Encoding.GetBytes(key)),
        CopiedWords = [],
    };

    /// <summary>The key without blanks around it and without a word that was copied with it.</summary>
    internal string Bare(string key)
    {
        key = key.Trim();
        foreach (var word in CopiedWords)
        {
            if (key.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (key.Length == word.Length || char.IsWhiteSpace(key[word.Length])))
            {
                return key.Substring(word.Length).TrimStart();
            }
        }

        return key;
    }

    /// <summary>The value of the header.</summary>
    /// <param name="bare">The key, with nothing before it.</param>
    internal string ValueOf(string bare) => Prefix + (Encode is null ? bare : Encode(bare));
}
