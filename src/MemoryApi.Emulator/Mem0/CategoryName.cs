using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Emulator.Mem0;

/// <summary>A category and the words in its name. There is no model: a memory gets a category when it contains all of these words.</summary>
internal sealed record CategoryName(string Name, string[] Words)
{
    public static readonly CategoryName[] Defaults = From(
    [
        "personal_details", "family", "professional_details", "sports", "travel", "food", "music", "health", "technology",
        "hobbies", "fashion", "entertainment", "milestones", "user_preferences", "misc",
    ]);

    public static CategoryName[] From(IEnumerable<string> names) =>
        names.Select(name => new CategoryName(name, [.. TermDictionary.Split(name)])).ToArray();

    public bool AppliesTo(IReadOnlyCollection<string> terms) => Words.Length > 0 && Words.All(terms.Contains);
}
