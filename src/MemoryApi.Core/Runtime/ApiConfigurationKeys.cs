using System;
using System.Collections.Generic;
using System.ComponentModel;
using Microsoft.Extensions.Configuration;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// The keys of a configuration section, and what each of them sets. A client whose options class has options of its own adds them in
/// <see cref="ApiClientOptions.AddConfigurationKeys"/>:
/// <code>
/// protected override void AddConfigurationKeys(ApiConfigurationKeys keys) => keys.Text(nameof(Region), value => Region = value);
/// </code>
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ApiConfigurationKeys
{
    private readonly Dictionary<string, Func<IConfigurationSection, string?>> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ApiConfigurationKeys> _sections = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _onlyInCode = new(StringComparer.OrdinalIgnoreCase);

    internal ApiConfigurationKeys()
    {
    }

    /// <summary>The keys of this level that have a value or a section.</summary>
    internal IEnumerable<string> Names => [.. _values.Keys, .. _sections.Keys];

    /// <summary>The sections below this one, by key.</summary>
    internal IReadOnlyDictionary<string, ApiConfigurationKeys> Sections => _sections;

    /// <summary>A text.</summary>
    /// <param name="name">The key.</param>
    /// <param name="set">Sets the option. It isn't called for an empty entry, which counts as absent.</param>
    public void Text(string name, Action<string> set) => Value(name, entry => ConfigurationEntry.Text(entry, set));

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <param name="name">The key.</param>
    /// <param name="set">Sets the option. It isn't called for an empty entry, which counts as absent.</param>
    public void Switch(string name, Action<bool> set) => Value(name, entry => ConfigurationEntry.Switch(entry, set));

    /// <summary>A whole number.</summary>
    /// <param name="name">The key.</param>
    /// <param name="set">Sets the option. It isn't called for an empty entry, which counts as absent.</param>
    public void Number(string name, Action<long> set) => Value(name, entry => ConfigurationEntry.Number(entry, set));

    /// <summary>A time as <c>hh:mm:ss</c>.</summary>
    /// <param name="name">The key.</param>
    /// <param name="set">Sets the option. It isn't called for an empty entry, which counts as absent.</param>
    public void Time(string name, Action<TimeSpan> set) => Value(name, entry => ConfigurationEntry.Time(entry, set));

    /// <summary>An absolute address.</summary>
    /// <param name="name">The key.</param>
    /// <param name="set">Sets the option. It isn't called for an empty entry, which counts as absent.</param>
    public void Address(string name, Action<Uri> set) => Value(name, entry => ConfigurationEntry.Address(entry, set));

    internal void Count(string name, Action<int> set) => Value(name, entry => ConfigurationEntry.Count(entry, set));

    internal void Ratio(string name, Action<double> set) => Value(name, entry => ConfigurationEntry.Ratio(entry, set));

    internal void Choice<TEnum>(string name, Action<TEnum> set)
        where TEnum : struct, Enum => Value(name, entry => ConfigurationEntry.Choice(entry, set));

    /// <summary>A section of texts with any names.</summary>
    internal void Texts(string name, Action<string, string> set) => _values[name] = entry => ConfigurationEntry.Texts(entry, set);

    /// <summary>A section with keys of its own.</summary>
    internal void Section(string name, Action<ApiConfigurationKeys> describe)
    {
        var keys = new ApiConfigurationKeys();
        describe(keys);
        _sections[name] = keys;
    }

    /// <summary>Options that no text can express, such as functions.</summary>
    internal void OnlyInCode(params string[] names) => _onlyInCode.UnionWith(names);

    /// <summary>Sets the options from a section, and adds the problems to a list.</summary>
    internal void Read(IConfiguration section, List<string> problems) => Read(section, new UnknownKey(section, this), problems);

    private void Read(IConfiguration section, UnknownKey unknown, List<string> problems)
    {
        foreach (var entry in section.GetChildren())
        {
            if (_sections.TryGetValue(entry.Key, out var keys))
            {
                // Without this check, a value in place of a section would be ignored.
                if (!string.IsNullOrEmpty(entry.Value))
                {
                    problems.Add($"{entry.Path} has a value; it must be a section with options.");
                }

                keys.Read(entry, unknown, problems);
            }
            else if (_values.TryGetValue(entry.Key, out var read))
            {
                if (read(entry) is { } problem)
                {
                    problems.Add(problem);
                }
            }
            else
            {
                problems.Add(_onlyInCode.Contains(entry.Key) ? $"{entry.Path} can't be set by configuration. Set it in code." : unknown.Text(entry, this));
            }
        }
    }

    private void Value(string name, Func<IConfigurationSection, string?> read) => _values[name] = entry => HasOnlyChildren(entry) ? $"{entry.Path} is a section; it must be a value." : read(entry);

    // Without this check, a section in place of a value would be ignored like an absent entry.
    private static bool HasOnlyChildren(IConfigurationSection entry)
    {
        using var children = entry.GetChildren().GetEnumerator();
        return string.IsNullOrEmpty(entry.Value) && children.MoveNext();
    }
}
