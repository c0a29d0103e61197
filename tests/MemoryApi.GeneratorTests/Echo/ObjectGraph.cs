using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MemoryApi.Core;
using Newtonsoft.Json.Linq;

namespace MemoryApi.GeneratorTests.Echo;

/// <summary>
/// Objects of generated types by what a program sees of them: made by their constructors and properties, and compared property by property. Their readers and
/// writers have no part in it.
/// </summary>
/// <param name="names">Names that the document itself gives to members, by their wire names.</param>
internal sealed class ObjectGraph(ILookup<string, string> names)
{
    /// <summary>An object of a type with the value of a JSON text.</summary>
    public object Make(Type declared, JsonNode value)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var text = value is JsonValue ? value.ToString() : string.Empty;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            return Activator.CreateInstance(type, Make(type.GetGenericArguments()[0], value))!;
        }

        if (typeof(JToken).IsAssignableFrom(type))
        {
            using var reader = new Newtonsoft.Json.JsonTextReader(new System.IO.StringReader(value.ToJsonString())) { DateParseHandling = Newtonsoft.Json.DateParseHandling.None };
            return JToken.Load(reader);
        }

        return type switch
        {
            _ when type == typeof(string) => text,
            _ when type == typeof(byte[]) => Convert.FromBase64String(text),
            _ when type == typeof(bool) => value.GetValue<bool>(),
            _ when type == typeof(CalendarDate) => DateOnly.Parse(text, CultureInfo.InvariantCulture) is var date ? new CalendarDate(date.Year, date.Month, date.Day) : default,
            _ when type == typeof(DateTimeOffset) && value.GetValueKind() == JsonValueKind.Number => DateTimeOffset.FromUnixTimeSeconds(value.GetValue<long>()),
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
            _ when type.IsPrimitive || type == typeof(decimal) => Convert.ChangeType(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture), type, CultureInfo.InvariantCulture),
            { IsValueType: true } => Activator.CreateInstance(type, text)!,
            { IsGenericType: true } when value is JsonArray list => MakeList(type.GetGenericArguments()[0], list),
            { IsGenericType: true } => MakeMap(type.GetGenericArguments()[1], (JsonObject)value),
            _ => MakeModel(type, (JsonObject)value),
        };
    }

    /// <summary>Checks that an object has all that a JSON text has, and nothing besides.</summary>
    public void Compare(object? actual, JsonNode? expected, string path)
    {
        if (expected is null || actual is null)
        {
            Assert.That(actual, expected is null ? Is.Null : Is.Not.Null, $"{path}, which is {expected?.ToJsonString() ?? "null"}");
            return;
        }

        var type = actual.GetType();
        switch (actual)
        {
            case JToken token:
                Assert.That(JsonNode.DeepEquals(JsonNode.Parse(token.ToString(Newtonsoft.Json.Formatting.None)), expected), $"{path} is {token}, not {expected}");
                break;
            case ValueType when type.IsGenericType:
                Compare(type.GetProperty("Value")!.GetValue(actual), expected, path);
                break;
            case string or byte[] or ValueType:
                CompareScalar(actual, type, expected, path);
                break;
            case IEnumerable values when expected is JsonArray list:
                var items = values.Cast<object?>().ToList();
                Assert.That(items, Has.Count.EqualTo(list.Count), path);
                foreach (var (i, item) in items.Index())
                {
                    Compare(item, list[i], $"{path}[{i}]");
                }

                break;
            case IEnumerable entries:
                var map = entries.Cast<object>().ToDictionary(entry => (string)Get(entry, "Key")!, entry => Get(entry, "Value"));
                Assert.That(map.Keys, Is.EquivalentTo(((JsonObject)expected).Select(member => member.Key)), path);
                foreach (var (key, entry) in map)
                {
                    Compare(entry, expected[key], $"{path}[{key}]");
                }

                break;
            default:
                CompareModel(actual, (JsonObject)expected, path);
                break;
        }
    }

    /// <summary>Whether a C# name is that of a wire name: in another case, without its separators, and numbered or with "Value" when it was taken.</summary>
    public bool IsNameOf(string name, string wireName)
    {
        var bare = Bare(name);
        return names[wireName].Append(wireName).Select(Bare).Any(wanted => Regex.IsMatch(bare, $"^(value)?{wanted}(value)?[0-9]*$"));
    }

    private object MakeModel(Type type, JsonObject value)
    {
        var properties = Properties(type, value);
        var constructor = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
        var arguments = constructor.GetParameters().Select(parameter => (Parameter: parameter, Property: properties.Single(property => Bare(property.Value.Name) == Bare(parameter.Name!)))).ToList();
        var model = constructor.Invoke([.. arguments.Select(argument => Make(argument.Parameter.ParameterType, value[argument.Property.Key]!))]);
        foreach (var (wireName, property) in properties.Where(property => arguments.TrueForAll(argument => argument.Property.Key != property.Key)))
        {
            property.SetValue(model, Make(property.PropertyType, value[wireName]!));
        }

        return model;
    }

    private void CompareModel(object actual, JsonObject expected, string path)
    {
        var type = actual.GetType();
        foreach (var (wireName, property) in Properties(type, expected))
        {
            Compare(property.GetValue(actual), expected[wireName], $"{path}.{wireName}");
        }

        Assert.That(type.GetProperty("AdditionalProperties")?.GetValue(actual) as JObject ?? [], Is.Empty, $"{path} has members without a property");
    }

    /// <summary>The property of each member.</summary>
    private Dictionary<string, PropertyInfo> Properties(Type type, JsonObject value)
    {
        var left = type.GetProperties().Where(property => property.Name != "AdditionalProperties").ToList();
        var found = new Dictionary<string, PropertyInfo>();
        foreach (var wireName in value.Select(member => member.Key))
        {
            var property = left.Find(one => IsNameOf(one.Name, wireName)) ?? throw new AssertionException($"{type.Name} has no property for {wireName}.");
            left.Remove(property);
            found[wireName] = property;
        }

        return found;
    }

    private List<object> Items(Type item, JsonArray list) => [.. list.Select(value => Make(item, value!))];

    private IList MakeList(Type item, JsonArray list)
    {
        var array = Array.CreateInstance(item, list.Count);
        foreach (var (i, value) in Items(item, list).Index())
        {
            array.SetValue(value, i);
        }

        return array;
    }

    private IDictionary MakeMap(Type values, JsonObject map)
    {
        var made = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), values))!;
        foreach (var (key, value) in map)
        {
            made[key] = Make(values, value!);
        }

        return made;
    }

    private static void CompareScalar(object actual, Type type, JsonNode expected, string path)
    {
        object? wanted = actual switch
        {
            bool => expected.GetValue<bool>(),
            double => double.Parse(expected.ToJsonString(), CultureInfo.InvariantCulture),
            byte[] => Convert.FromBase64String(expected.GetValue<string>()),
            DateTimeOffset when expected.GetValueKind() == JsonValueKind.Number => DateTimeOffset.FromUnixTimeSeconds(expected.GetValue<long>()),
            DateTimeOffset => DateTimeOffset.Parse(expected.GetValue<string>(), CultureInfo.InvariantCulture),
            _ => expected.ToString(),
        };
        var seen = actual is bool or double or byte[] or DateTimeOffset ? actual
            : type.GetProperty("Value") is { } value ? value.GetValue(actual)
            : Convert.ToString(actual, CultureInfo.InvariantCulture);
        Assert.That(seen, Is.EqualTo(wanted), path);
    }

    private static object? Get(object entry, string property) => entry.GetType().GetProperty(property)!.GetValue(entry);

    private static string Bare(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
