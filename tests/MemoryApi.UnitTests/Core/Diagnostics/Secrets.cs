using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.UnitTests.Core.Diagnostics;

/// <summary>Texts that must not appear in anything that is recorded: one for each place where a call or an answer has content.</summary>
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
    public const string AnswerText = "s3cretanswertext";

    private static readonly string[] All = [Key, OtherKey, Id, MemoryText, FactName, FactValue, Phone, "15550001111", Query, HeaderValue, AnswerText];

    public static IReadOnlyList<string> In(string text) => [.. All.Where(secret => text.Contains(secret, System.StringComparison.OrdinalIgnoreCase))];
}
