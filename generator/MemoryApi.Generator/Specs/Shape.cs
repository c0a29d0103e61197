using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Specs;

/// <summary>The values that are valid in a place of a document: their kind and their content.</summary>
internal sealed class Shape
{
    private static readonly Shape Unknown = new(name => $"{name} isn't a keyword of OpenAPI here. Correct or remove it; the names of extensions begin with x-.", _ => false);
    private static readonly Shape Missing = new(name => $"{name} is missing. Add it.", _ => false);

    private readonly Func<string, string> _problem;
    private readonly Predicate<YamlNode> _accepts;
    private readonly Func<YamlNode, IEnumerable<SpecPlace>> _inside;

    private Shape(Func<string, string> problem, Predicate<YamlNode> accepts, Func<YamlNode, IEnumerable<SpecPlace>>? inside = null)
    {
        IsStructural = inside is not null;
        _problem = problem;
        _accepts = accepts;
        _inside = inside ?? (_ => []);
    }

    /// <summary>Whether values of this shape contain others.</summary>
    public bool IsStructural { get; }

    public static Shape Anything { get; } = Of("anything", _ => true);

    /// <summary>Any scalar, even one that looks like a number, since many authors write a version without quotes.</summary>
    public static Shape Text { get; } = Of("a text", node => node is YamlScalarNode);

    public static Shape Boolean { get; } = Of("true or false, without quotes", node => node.Kind() == ValueKind.Boolean && node.ToString() is "true" or "false");

    public static Shape Number { get; } = Of("a number, without quotes", node => node.Kind() is ValueKind.Integer or ValueKind.Number);

    public static Shape Count { get; } = Of(
        "a whole number from 0, without quotes",
        node => node.Kind() == ValueKind.Integer && int.TryParse(node.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count >= 0);

    public static Shape List(Shape items) => Of(
        "a list", node => node is YamlSequenceNode, node => node.Items().Select((item, i) => new SpecPlace($"item {i + 1}", item, items)));

    public static Shape Map(Shape values) => Of(
        "a mapping", IsMapping, node => node.Members().Select(member => new SpecPlace(member.Name, member.Value, values)));

    /// <summary>A mapping that may have extensions beside its values.</summary>
    public static Shape ExtensibleMap(Shape values) => Of(
        "a mapping",
        IsMapping,
        node => node.Members().Where(member => !IsExtension(member.Name)).Select(member => new SpecPlace(member.Name, member.Value, values)));

    /// <summary>A mapping of keywords and extensions, or a reference to one. Foreign extensions may have any value.</summary>
    /// <param name="keywords">The keywords. The function is called late, so that a shape can contain itself.</param>
    /// <param name="required">The keywords without which nothing can be generated.</param>
    public static Shape Object(Func<IReadOnlyDictionary<string, Shape>> keywords, params IReadOnlyList<string> required) => Of(
        "a mapping",
        IsMapping,
        node => node.Get("$ref") is { } reference
            ? node.Members().Where(member => IsExtension(member.Name) && keywords().ContainsKey(member.Name))
                .Select(member => new SpecPlace(member.Name, member.Value, keywords()[member.Name]))
                .Prepend(new SpecPlace("$ref", reference, Text))
            : node.Members()
                .Where(member => !IsExtension(member.Name) || keywords().ContainsKey(member.Name))
                .Select(member => keywords().TryGetValue(member.Name, out var shape) ? new SpecPlace(member.Name, member.Value, shape) : new SpecPlace(member.Name, member.Key, Unknown))
                .Concat(required.Where(name => node.Get(name) is null).Select(name => new SpecPlace(name, node, Missing))));

    public static Shape BooleanOr(Shape other) => Of(
        "true or false, without quotes, or a mapping",
        node => Boolean.Accepts(node) || other.Accepts(node),
        node => Boolean.Accepts(node) ? [] : [new SpecPlace(string.Empty, node, other)]);

    public bool Accepts(YamlNode node) => _accepts(node);

    /// <summary>The content of a value that has this shape.</summary>
    public IEnumerable<SpecPlace> Inside(YamlNode node) => _inside(node);

    /// <summary>The problem of a value that doesn't have this shape.</summary>
    /// <param name="name">The keyword or name of the value.</param>
    public string Problem(string name) => _problem(name);

    private static Shape Of(string expected, Predicate<YamlNode> accepts, Func<YamlNode, IEnumerable<SpecPlace>>? inside = null) =>
        new(name => $"{name} must be {expected}.", accepts, inside);

    /// <summary>Whether the value is an object of JSON: a mapping whose names are texts.</summary>
    private static bool IsMapping(YamlNode node) => node is YamlMappingNode map && map.Children.Keys.All(key => key is YamlScalarNode);

    private static bool IsExtension(string name) => name.StartsWith("x-", StringComparison.Ordinal);
}
