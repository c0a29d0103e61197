using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace MemoryApi.Bland;

/// <summary>
/// Decides which key is read when several keys of one object differ only in case, and so match the same member of a user's type. Newtonsoft.Json would read the
/// last one. But a merge keeps the place of a key, so the last one may be the oldest. Therefore the key with the member's exact name is read, and the others
/// are removed.
/// </summary>
/// <remarks>
/// The names of the members come from the serializer's contracts, which include attributes and naming strategies. A value that a converter reads stays unchanged,
/// since only the converter knows what the keys mean.
/// </remarks>
/// <param name="serializer">Deserializes the facts.</param>
internal sealed class MemberFacts(JsonSerializer serializer)
{
    /// <summary>The facts that the members are read from: the given object, or a copy without the keys that aren't read.</summary>
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
            // The serializer has no contract for a type. It throws this exception itself if it has to read such a value.
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

    /// <summary>The keys that aren't read, at every depth.</summary>
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
        // In the order in which the serializer looks for a member: first by the exact name, then without regard to case.
        var member = contract.Properties.GetClosestMatchProperty(fact.Name) ?? MemberOf(contract.CreatorParameters.GetClosestMatchProperty(fact.Name), contract);
        return member switch
        {
            null => [],
            { PropertyName: { } name } when name != fact.Name && facts.ContainsKey(name) => [fact],
            _ => Superseded(fact.Value, member.PropertyType, member.Converter ?? itemConverter, member.ItemConverter),
        };
    }

    /// <summary>The member that a constructor parameter sets. Its name may differ from the parameter's: on a record, an attribute renames only the member.</summary>
    private static JsonProperty? MemberOf(JsonProperty? parameter, JsonObjectContract contract) => parameter is null
        ? null
        : contract.Properties.FirstOrDefault(member => string.Equals(member.UnderlyingName, parameter.UnderlyingName, StringComparison.OrdinalIgnoreCase)) ?? parameter;

    private bool IsConverted(JsonContract contract, JsonConverter? given) =>
        (given ?? contract.Converter ?? serializer.Converters.FirstOrDefault(converter => converter.CanConvert(contract.UnderlyingType))) is { CanRead: true };
}
