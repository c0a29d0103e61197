using System;
using System.Collections.Generic;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Configuration;

namespace MemoryApi.Core;

/// <summary>Says that a key of a configuration section is unknown, and which known key is the nearest: at the same level, or anywhere in the section.</summary>
internal sealed class UnknownKey(IConfiguration section, ApiConfigurationKeys known)
{
    /// <summary>The message about an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="level">The known keys of the section that contains the entry.</param>
    public string Text(IConfigurationSection entry, ApiConfigurationKeys level)
    {
        var problem = $"{entry.Path} is not an option of the client.";
        var here = new NearestNames(entry.Key);
        var parent = entry.Path.Substring(0, entry.Path.Length - entry.Key.Length);
        foreach (var name in level.Names)
        {
            here.Add(name, parent + name);
        }

        var anywhere = new NearestNames(entry.Key);
        AddAll(anywhere, known, section is IConfigurationSection { Path: var path } ? path + ":" : string.Empty);
        var nearest = here.Distance <= anywhere.Distance ? here : anywhere;
        return nearest.Found.Count > 0
            ? $"{problem} Did you mean {string.Join(" or ", nearest.Found)}?"
            : $"{problem} The options there are {string.Join(", ", level.Names)}.";
    }

    private static void AddAll(NearestNames nearest, ApiConfigurationKeys keys, string path)
    {
        foreach (var name in keys.Names)
        {
            nearest.Add(name, path + name);
        }

        foreach (var below in keys.Sections)
        {
            AddAll(nearest, below.Value, path + below.Key + ":");
        }
    }

    /// <summary>The paths whose names differ least from the unknown name. Names that differ from it in more than half of their characters are ignored.</summary>
    private sealed class NearestNames(string written)
    {
        private readonly List<string> _found = [];

        public int Distance { get; private set; } = int.MaxValue;

        public IReadOnlyList<string> Found => _found;

        public void Add(string name, string path)
        {
            var distance = EditDistance.Between(written, name);
            if (distance * 2 > Math.Max(written.Length, name.Length) || distance > Distance)
            {
                return;
            }

            if (distance < Distance)
            {
                Distance = distance;
                _found.Clear();
            }

            _found.Add(path);
        }
    }
}
