using System;
using System.Collections.Generic;

namespace MemoryApi.Core;

/// <summary>
/// How a client puts its key on a request. The specification names the header. The hand-written part of a client sets everything else in the hook
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
    /// <param name="header">The header that carries the key; <see langword="null"/> when the service takes no key.</param>
    /// <param name="environmentVariable">The environment variable that holds the key, or <see langword="null"/>.</param>
    public ApiAuthentication(string? header, string? environmentVariable = null)
    {
        Header = header;
        EnvironmentVariable = environmentVariable;
    }

    /// <summary>The header that carries the key; <see langword="null"/> when the service takes no key, so that none is sent.</summary>
    public string? Header { get; set; }

    /// <summary>
    /// The text before the key in the header, including a blank, e.g. <c>"Token "</c>. Default: empty.
    /// </summary>
    public string Prefix { get; set; } = string.Empty;

    /// <summary>
    /// Words that people often copy together with a key. When a key begins with one of them and a blank, in upper or lower case, the word is removed. Default: the
    /// word of <see cref="Prefix"/>; none without a prefix. If the keys of a service themselves begin with such a word, set an empty list.
    /// </summary>
    public IReadOnlyList<string> CopiedWords
    {
        get => _copiedWords ?? (string.IsNullOrWhiteSpace(Prefix) ? [] : [Prefix.Trim()]);
        set => _copiedWords = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Converts the key to the text that is sent after the prefix, e.g. to base64. Default: <see langword="null"/>, the key is sent unchanged.</summary>
    public Func<string, string>? Encode { get; set; }

    /// <summary>The environment variable that holds the key, for <c>FromEnvironment</c> and registrations. Default: the one in the specification.</summary>
    public string? EnvironmentVariable { get; set; }

    /// <summary>No key is sent.</summary>
    public static ApiAuthentication None() => new(header: null);

    /// <summary>A token of HTTP's scheme Bearer.</summary>
    /// <param name="environmentVariable">The environment variable that holds the token, or <see langword="null"/>.</param>
    public static ApiAuthentication Bearer(string? environmentVariable = null) => new("Authorization", environmentVariable) { Prefix = "Bearer " };

    /// <summary>User name and password for HTTP's Basic scheme. The key is <c>user:password</c>.</summary>
    /// <param name="environmentVariable">The environment variable that holds <c>user:password</c>, or <see langword="null"/>.</param>
    public static ApiAuthentication Basic(string? environmentVariable = null) => new("Authorization", environmentVariable)
    {
        Prefix = "Basic ",
        Encode = static key => Convert.ToBase64String(Utf8Text.Encoding.GetBytes(key)),
        CopiedWords = [],
    };

    /// <summary>Trims the key and removes one of <see cref="CopiedWords"/> before it.</summary>
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
