using System.Collections.Generic;

namespace MemoryApi.Generator.Naming;

/// <summary>Names that members of generated classes can't have.</summary>
internal static class MemberNames
{
    private static readonly string[] Used =
    [
        "AdditionalProperties", "Equals", "Finalize", "GetHashCode", "GetType", "IsAdditional", "JValue", "MemberwiseClone", "ReferenceEquals", "Require",
        "ToString", "Validate", "ValidateMore",
    ];

    /// <summary>Names that the class uses itself, including its own.</summary>
    public static HashSet<string> Taken(string typeName) => [.. Used, typeName];

    public static bool IsName(string name) => CSharpNames.IsPascal(name.TrimStart('_')) || (name.StartsWith('_') && CSharpNames.IsIdentifier(name));
}
