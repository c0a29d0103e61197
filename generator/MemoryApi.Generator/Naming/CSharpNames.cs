using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace MemoryApi.Generator.Naming;

/// <summary>Turns wire names into C# names: <c>memory_id</c> into <c>MemoryId</c> or <c>memoryId</c>.</summary>
internal static partial class CSharpNames
{
    private const int LongestName = 120;

    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object",
        "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short",
        "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong",
        "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    /// <summary>Names that generated code uses itself. A schema with such a name would hide them.</summary>
    private static readonly HashSet<string> Taken =
    [
        "Action", "AdditionalProperties", "ApiAuthentication", "ApiClientOptions", "ApiClientRegistration", "ApiConnection", "ApiEnvironment",
        "ApiOperation", "ApiRequest", "ApiResponse", "ApiServiceDescription", "ArgumentException", "ArgumentNullException",
        "ArgumentOutOfRangeException", "Array", "Boolean", "CalendarDate", "CalendarDateJson", "CallerMemberName", "CallerMemberNameAttribute",
        "CancellationToken", "ContentFormat", "DateTime", "DateTimeOffset", "Dictionary", "EditorBrowsable", "EditorBrowsableAttribute",
        "EditorBrowsableState", "EnvelopeCodec", "FreeForm", "Func", "GC", "HttpMethod", "HttpMethods", "IAsyncEnumerable",
        "IConfiguration", "IDisposable", "IEquatable", "IHttpClientBuilder", "IReadOnlyDictionary", "IReadOnlyList", "IServiceCollection", "IServiceProvider",
        "InvalidOperationException", "IsAdditional", "JObject", "JToken", "JValue", "JsonCodec", "JsonConverter", "JsonConverterAttribute",
        "JsonException", "JsonInput", "JsonListCodec", "JsonMapCodec", "JsonNullable", "JsonOutput", "JsonScalars", "KeyValuePair", "List",
        "MemoryApi", "MemoryApiAuthenticationException", "MemoryApiConflictException", "MemoryApiException", "MemoryApiNotFoundException",
        "MemoryApiPermissionException", "MemoryApiRateLimitException", "MemoryApiServerException", "MemoryApiTimeoutException", "MemoryApiValidationException",
        "MemoryExtensions", "Microsoft", "MockedMember", "Newtonsoft", "NewtonsoftConverter", "NoContent", "NoContentJson", "NotSupportedException", "Object",
        "ObjectDisposedException", "Obsolete", "ObsoleteAttribute", "OpenEnumCodec", "Optional", "OverloadResolutionPriority", "OverloadResolutionPriorityAttribute", "IdentitySet", "PagedOperation", "Pages", "ParameterText", "Read", "ReadOnlySpan",
        "RequestOptions", "RequestUri", "Require", "String", "StringComparer", "StringComparison", "System", "Task", "Type", "Uri", "Validate", "ValidateMore", "Write",
    ];

    public static string Pascal(string wireName)
    {
        var name = new StringBuilder();
        foreach (Match word in Word().Matches(wireName))
        {
            var isShouted = word.Value.Length > 1 && word.Value.All(c => char.IsUpper(c) || char.IsDigit(c));
            name.Append(char.ToUpperInvariant(word.Value[0])).Append(isShouted ? word.Value[1..].ToLowerInvariant() : word.Value[1..]);
        }

        return Short(name.Length == 0 ? "Empty" : char.IsDigit(name[0]) ? "_" + name : name.ToString());
    }

    /// <summary>Shortens a name that is too long to read. The C# compiler itself allows at most 511 characters.</summary>
    public static string Short(string name) => name.Length <= LongestName ? name : name[..LongestName];

    public static string Camel(string wireName)
    {
        var pascal = Pascal(wireName);
        var camel = char.ToLowerInvariant(pascal[0]) + pascal[1..];

        // A parameter with this name would hide the nameof operator, even with an @.
        return camel == "nameof" ? "nameOf" : Keywords.Contains(camel) ? "@" + camel : camel;
    }

    public static bool IsIdentifier(string name) => Identifier().IsMatch(name);

    public static bool IsPascal(string name) => PascalName().IsMatch(name);

    /// <summary>Whether a schema may have this name: a C# name in PascalCase that generated code doesn't use itself.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isEnum">Whether the schema is an enum, which has members that other types don't have.</param>
    public static bool IsTypeName(string name, bool isEnum) => IsTypeName(name) && !(isEnum && EnumNames.IsMember(name));

    /// <summary>Whether any type but an enum may have this name.</summary>
    public static bool IsTypeName(string name) => IsPascal(name) && !Taken.Contains(name);

    public static bool IsNamespace(string name) =>
        name.Split('.').All(part => Identifier().IsMatch(part) && !Keywords.Contains(part));

    [GeneratedRegex("[A-Za-z0-9]+")]
    private static partial Regex Word();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$")]
    private static partial Regex PascalName();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Identifier();
}
