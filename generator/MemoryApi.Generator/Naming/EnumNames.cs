using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Generator.Naming;

/// <summary><c>GET_ALL</c> is <c>GetAll</c>; of several values with one name, the later ones are numbered.</summary>
internal static class EnumNames
{
    /// <summary>The members that each open enum has.</summary>
    private static readonly string[] Members = ["Value", "IsKnown", "Names", "TryParse", "Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals", "MemberwiseClone", "Finalize"];

    /// <summary>Names that a value can't have, because each enum has such a member.</summary>
    public static HashSet<string> Taken(string typeName) => [.. Members, typeName];

    /// <summary>Whether each enum has a member of this name. A type can't have the name of one of its members.</summary>
    public static bool IsMember(string name) => Members.Contains(name);

    /// <summary>The distinct values with their names.</summary>
    public static IEnumerable<(string Value, string Name)> Of(string typeName, IReadOnlyList<string> values)
    {
        var taken = new UniqueNames(Taken(typeName));
        foreach (var value in values.Distinct())
        {
            yield return (value, taken.Take(CSharpNames.Pascal(value)));
        }
    }
}
