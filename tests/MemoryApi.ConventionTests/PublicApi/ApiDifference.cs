using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.ConventionTests.PublicApi;

/// <summary>What two listings don't share, as lines that name the type and start with + or -.</summary>
internal static class ApiDifference
{
    public static IReadOnlyList<string> Between(string before, string after)
    {
        var old = Qualified(before).ToList();
        var now = Qualified(after).ToList();
        return [.. old.Except(now).Select(line => "- " + line), .. now.Except(old).Select(line => "+ " + line)];
    }

    private static IEnumerable<string> Qualified(string listing)
    {
        var type = "";
        foreach (var line in listing.Split('\n').Where(line => line != ""))
        {
            if (line[0] != ' ')
            {
                type = line.Split(" : ")[0].Split(" where ")[0];
                yield return line;
            }
            else
            {
                yield return $"{type}: {line.Trim()}";
            }
        }
    }
}
