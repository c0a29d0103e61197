using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace MemoryApi.Bland;

/// <summary>
/// Decides which key counts when several keys of one object differ only in case, and so match the same member of a user's type. Newtonsoft.Json takes the last one. But
/// a merge keeps the place of a key, so that the last one may be the oldest. The key with the member's exact name counts here.
/// </summary>
/// <remarks>
/// The contracts of the serializer say what the members are called, so it is right for attributes and naming strategies too. Where a converter reads a value, nothing is
/// left out: only the converter knows what the keys mean.
/// </remarks>
/// <param name="serializer">Deserializes the facts.</param>
internal sealed class MemberFacts(JsonSerializer serializer)
{
    /// <summary>The facts that the members are read from: the given object, or a copy without the keys that don't count.</summary>
    /// <param name="facts">The facts. They aren't changed.</param>
    /// <param name="type">The type that they are deserialized to.</param>
    public JObject Of(JObject facts, Type type)
    {
        try
        {
            return Superseded(facts, type).Any() ? WithoutSuperseded((JObject)facts.DeepClone(), type) : facts;
        }
        catch (JsonException)
        {
            // The serializer has no contract for a type. It says so itself when it comes to the value.
            return facts;
        }
    }

    private JObject WithoutSuperseded(JObject copy, Type type)
    {
        foreach (var fact in Superseded(copy, type).ToList())
        {
            fact.Remove();
        }

        return copy;
    }

    /// <summary>The keys that don't count, at every depth.</summary>
    /// <param name="token">The value.</param>
    /// <param name="type">The type that it is deserialized to, if it is known.</param>
    /// <param name="converter">The converter that an attribute of a member or of a collection gives to the value.</param>
    /// <param name="itemConverter">The converter that an attribute of a member gives to the items of the value.</param>
    private IEnumerable<JProperty> Superseded(JToken token, Type? type, JsonConverter? converter = null, JsonConverter? itemConverter = null)
    {
        if (type is null || token is not JContainer
            || serializer.ContractResolver.ResolveContract(type) is not JsonContainerContract contract || IsConverted(contract, converter))
        {
            return [];
        }

        itemConverter ??= contract.ItemConverter;
        return (contract, token) switch
        {
            (JsonObjectContract ofObject, JObject value) => value.Properties().SelectMany(fact => Superseded(fact, value, ofObject, itemConverter)),
            (JsonDictionaryContract entries, JObject value) => value.Properties().SelectMany(fact => Superseded(fact.Value, entries.DictionaryValueType, itemConverter)),
            (JsonArrayContract items, JArray list) => list.SelectMany(item => Superseded(item, items.CollectionItemType, itemConverter)),
            _ => [],
        };
    }

    private IEnumerable<JProperty> Superseded(JProperty fact, JObject facts, JsonObjectContract contract, JsonConverter? itemConverter)
    {
        // As the serializer looks for the member: first by the exact name, then without regard to case.
        var member = contract.Properties.GetClosestMatchProperty(fact.Name) ?? MemberOf(contract.CreatorParameters.GetClosestMatchProperty(fact.Name), contract);
        return member switch
        {
            null => [],
            { PropertyName: { } name } when name != fact.Name && facts.ContainsKey(name) => [fact],
            _ => Superseded(fact.Value, member.PropertyType, member.Converter ?? itemConverter, member.ItemConverter),
        };
    }

    /// <summary>The member that a parameter of the constructor sets. An attribute may give the member another name, which the parameter of a record doesn't have.</summary>
    private static JsonProperty? MemberOf(JsonProperty? parameter, JsonObjectContract contract) => parameter is null
        ? null
        : contract.Properties.FirstOrDefault(member => string.Equals(member.UnderlyingName, parameter.UnderlyingName, StringComparison.OrdinalIgnoreCase)) ?? parameter;

    private bool IsConverted(JsonContract contract, JsonConverter? given) =>
        (given ?? contract.Converter ?? serializer.Converters.FirstOrDefault(converter => converter.CanConvert(contract.UnderlyingType))) is { CanRead: true };
}
