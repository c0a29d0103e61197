using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using MemoryApi.Mem0;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Models;

/// <summary>A generated model with its reader and writer, found by reflection: a model that is new in a spec is tested, too.</summary>
public sealed class GeneratedModel
{
    private readonly ICodec _codec;
    private readonly Dictionary<string, string> _wireNames = [];
    private readonly HashSet<string> _unixTimes = [];
    private readonly HashSet<string> _nullsThatAreSent;

    private GeneratedModel(Type type, Type converter)
    {
        Type = type;
        _codec = (ICodec)Activator.CreateInstance(typeof(Codec<>).MakeGenericType(type), Activator.CreateInstance(converter))!;
        var empty = Tokens(Write(new RandomValues(0).Least(Type)));
        _nullsThatAreSent = [.. empty.Properties().Where(static property => property.Value.Type == JTokenType.Null).Select(static property => property.Name)];
        foreach (var property in Members())
        {
            LearnName(property);
        }
    }

    public static IReadOnlyList<GeneratedModel> All { get; } =
    [
        .. new[] { typeof(Mem0Client).Assembly, typeof(BlandClient).Assembly }
            .SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type is { IsClass: true, IsAbstract: false, Namespace: "MemoryApi.Mem0" or "MemoryApi.Bland" })
            .Select(static type => (Type: type, Converter: type.GetCustomAttribute<System.Text.Json.Serialization.JsonConverterAttribute>()?.ConverterType))
            .Where(static found => found.Converter?.GetField("Instance", BindingFlags.NonPublic | BindingFlags.Static) is not null && IsModel(found.Type))
            .OrderBy(static found => found.Type.FullName, StringComparer.Ordinal)
            .Select(static found => new GeneratedModel(found.Type, found.Converter!)),
    ];

    public Type Type { get; }

    /// <summary>Whether the model keeps members that it doesn't know.</summary>
    public bool IsOpen => Type.GetProperty(nameof(Memory.AdditionalProperties)) is not null;

    public object New() => Activator.CreateInstance(Type, nonPublic: true)!;

    public IEnumerable<PropertyInfo> Members() => Type.GetProperties().Where(static property => property.Name != nameof(Memory.AdditionalProperties) && property.CanWrite);

    public string WireName(string property) => _wireNames[property];

    public bool IsUnixTime(string property) => _unixTimes.Contains(property);

    public bool IsNullSent(string property) => _nullsThatAreSent.Contains(_wireNames[property]);

    /// <summary>Whether a member of this name must have a value.</summary>
    public bool IsDue(string wireName) => Members().Any(member => _wireNames[member.Name] == wireName && RandomValues.IsDue(member));

    public string Write(object value) => _codec.Write(value);

    /// <summary>Reads as a client does: from the bytes of a response.</summary>
    public object ReadWire(string json) => _codec.Read(json);

    /// <summary>Reads as a user's own code does.</summary>
    public object ReadPlain(string json) => JsonConvert.DeserializeObject(json, Type)!;

    public override string ToString() => Type.FullName!;

    private static JObject Tokens(string json) =>
        JsonConvert.DeserializeObject<JObject>(json, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!;

    private static bool IsModel(Type type) => type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, Type.EmptyTypes) is not null;

    // The contract tests hold the names against the spec; here they are what the writer writes.
    private void LearnName(PropertyInfo property)
    {
        var without = Tokens(Write(new RandomValues(0).Least(Type)));
        for (var seed = 1; ; seed++)
        {
            var value = new RandomValues(0).Least(Type);
            property.SetValue(value, new RandomValues(seed).Of(property.PropertyType, 2));
            var written = Tokens(Write(value)).Properties().FirstOrDefault(member => !JToken.DeepEquals(member.Value, without[member.Name]));
            if (written is not null)
            {
                Learn(property, written);
                return;
            }
        }
    }

    private void Learn(PropertyInfo property, JProperty written)
    {
        _wireNames[property.Name] = written.Name;
        if (property.PropertyType == typeof(DateTimeOffset?) && written.Value.Type == JTokenType.Integer)
        {
            _unixTimes.Add(property.Name);
        }
    }

    private interface ICodec
    {
        string Write(object value);

        object Read(string json);
    }

    private sealed class Codec<T>(JsonCodec<T> codec) : ICodec
    {
        public string Write(object value) => Encoding.UTF8.GetString(codec.ToUtf8((T)value));

        public object Read(string json) => codec.Parse(Encoding.UTF8.GetBytes(json))!;
    }
}
