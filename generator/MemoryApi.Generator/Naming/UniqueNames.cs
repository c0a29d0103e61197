using System.Collections.Generic;
using System.Globalization;

namespace MemoryApi.Generator.Naming;

/// <summary>Makes names unique: a name that is taken gets a number.</summary>
internal sealed class UniqueNames(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = [.. taken];
    private readonly Dictionary<string, int> _numbers = [];

    public bool Contains(string name) => _taken.Contains(name);

    public void Add(string name) => _taken.Add(name);

    /// <summary>Takes the name, or the name with the first number that is free.</summary>
    public string Take(string name)
    {
        var unique = name;
        while (!_taken.Add(unique))
        {
            // The count continues instead of starting at 1 again, since a document may have very many equal names.
            var number = _numbers.GetValueOrDefault(name, 1) + 1;
            _numbers[name] = number;
            unique = name + number.ToString(CultureInfo.InvariantCulture);
        }

        return unique;
    }
}
