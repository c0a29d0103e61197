using System.Collections.Generic;
using System.Globalization;

namespace MemoryApi.Generator.Naming;

/// <summary>Numbers names that are taken.</summary>
internal static class UniqueNames
{
    /// <summary>The name itself, or with the first number that makes it one that isn't taken; it is taken then.</summary>
    public static string Take(string name, ISet<string> taken)
    {
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++)
        {
            unique = name + number.ToString(CultureInfo.InvariantCulture);
        }

        return unique;
    }
}
