using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MemoryApi.UnitTests.Core.Diagnostics;

/// <summary>Texts that must not appear in anything that is recorded: one for each place where a call or a response has content.</summary>
public static class Secrets
{
    public const string Key = "m0-S3CRETKEY";
    public const string OtherKey = "m0-S3CRETOTHERKEY";
    public const string Id = "s3cret-id";
    public const string MemoryText = "s3cretmemorytext";
    public const string FactName = "s3cretfactname";
    public const string FactValue = "s3cretfactvalue";
    public const string Phone = "+15550001111";
    public const string Query = "s3cretqueryvalue";
    public const string HeaderValue = "s3cretheadervalue";
    public const string ResponseText = "s3cretresponsetext";
    public const string ProxyUser = "s3cretproxyuser";

    /// <summary>It has what an address has a meaning for, so that a search for the end of a login may end too early.</summary>
    public const string ProxyPassword = "s3cretproxypassword@/ 's3crettail";

    private static readonly string[] Login =
        [ProxyUser, "s3cretproxypassword", "s3crettail", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ProxyUser}:{ProxyPassword}"))];

    private static readonly string[] All = [Key, OtherKey, Id, MemoryText, FactName, FactValue, Phone, "15550001111", Query, HeaderValue, ResponseText, .. Login];

    public static IReadOnlyList<string> In(string text) => Of(All, text);

    /// <summary>Only those of a proxy.</summary>
    public static IReadOnlyList<string> OfProxyIn(string text) => Of(Login, text);

    private static string[] Of(string[] secrets, string text) => [.. secrets.Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase))];
}
