using System.Collections.Generic;
using System.Globalization;

namespace MemoryApi.Generator.Naming;

/// <summary>Names of which each is used once; one that is taken gets a number.</summary>
internal sealed class UniqueNames(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = [.. taken];
    private readonly Dictionary<string, int> _numbers = [];

    public bool Contains(string name) => _taken.Contains(name);

    public void Add(string name) => _taken.Add(name);

    /// <summary>The name itself, or with the first number that makes it one that isn't taken; it is taken then.</summary>
    public string Take(string name)
    {
        var unique = name;
        while (!_taken.Add(unique))
        {
            // Counted on, not anew: a document may have very many of one name.
            var number = _numbers.GetValueOrDefault(name, 1) + 1;
            _numbers[name] = number;
            unique = name + number.ToString(CultureInfo.InvariantCulture);
        }

        return unique;
    }
}
