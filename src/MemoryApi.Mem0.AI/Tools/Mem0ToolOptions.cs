using System;

namespace MemoryApi.Mem0.AI;

/// <summary>Options for the functions that a model gets.</summary>
public sealed class Mem0ToolOptions
{
    /// <summary>Whether the model gets the function <c>remember</c>. Default: <see langword="true"/>.</summary>
    public bool CanRemember { get; set; } = true;

    /// <summary>Whether the model gets the function <c>forget_memory</c>. Default: <see langword="true"/>.</summary>
    public bool CanForget { get; set; } = true;

    /// <summary>Whether a person has to approve each call of <c>forget_memory</c>. Default: <see langword="true"/>.</summary>
    public bool ForgetNeedsApproval { get; set; } = true;

    /// <summary>The maximum number of memories that <c>recall_memories</c> returns, even if the model asks for more, 1 to 1000. Default: 20.</summary>
    public int MaxMemories { get; set; } = 20;

    /// <summary>The prefix of the functions' names, e.g. <c>mem0_</c>. It may contain letters, digits, <c>_</c> and <c>-</c>. Default: empty.</summary>
    public string NamePrefix { get; set; } = "";

    internal void Check(string name)
    {
        if (MaxMemories is < 1 or > 1000)
        {
            throw new ArgumentException($"{nameof(Mem0ToolOptions)}.{nameof(MaxMemories)} has to be 1 to 1000.", name);
        }

        if (NamePrefix is null || !IsName(NamePrefix))
        {
            throw new ArgumentException($"{nameof(Mem0ToolOptions)}.{nameof(NamePrefix)} has to be of letters, digits, _ and -, at most 40.", name);
        }
    }

    private static bool IsName(string text)
    {
        foreach (var character in text)
        {
            if (character is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-'))
            {
                return false;
            }
        }

        return text.Length <= 40;
    }
}
