using System;

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
    /// What stands before the key in the header, a blank included, e.g. <c>"Token "</c>. A key that was copied together with it is sent with one prefix. Default: empty, none.
    /// </summary>
    public string Prefix { get; set; } = string.Empty;

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
    };

    /// <summary>The value of the header.</summary>
    internal string ValueOf(string key)
    {
        var bare = Prefix.Length > 0 && key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? key.Substring(Prefix.Length).TrimStart() : key;
        return Prefix + (Encode is null ? bare : Encode(bare));
    }
}
