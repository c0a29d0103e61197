using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using MemoryApi.Core;
using MemoryApi.Mem0;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace MemoryApi.UnitTests.Models;

/// <summary>What the generated readers and writers are held against: Newtonsoft's own serializer, by reflection, without any of our converters.</summary>
internal static class PlainNewtonsoft
{
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings
    {
        ContractResolver = new Resolver(),
        DateParseHandling = DateParseHandling.None,
        NullValueHandling = NullValueHandling.Ignore,
        ObjectCreationHandling = ObjectCreationHandling.Replace,
        MissingMemberHandling = MissingMemberHandling.Error,
    });

    public static string Write(object value)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        Serializer.Serialize(text, value);
        return text.ToString();
    }

    public static object Read(string json, Type type)
    {
        using var reader = new JsonTextReader(new StringReader(json));
        return Serializer.Deserialize(reader, type)!;
    }

    private sealed class Resolver : DefaultContractResolver
    {
        private static readonly Dictionary<Type, GeneratedModel> Models = GeneratedModel.All.ToDictionary(static model => model.Type);

        protected override JsonContract CreateContract(Type objectType)
        {
            if (!Models.TryGetValue(objectType, out var model))
            {
                var other = base.CreateContract(objectType);
                other.Converter = Scalar(objectType) ?? other.Converter;
                return other;
            }

            var contract = CreateObjectContract(objectType);
            contract.Converter = null;
            contract.DefaultCreator = model.New;
            contract.DefaultCreatorNonPublic = false;
            contract.OverrideCreator = null;
            contract.CreatorParameters.Clear();
            if (model.IsOpen)
            {
                contract.MissingMemberHandling = MissingMemberHandling.Ignore;
                contract.ExtensionDataSetter = static (target, name, value) => Additional(target)[name] = value as JToken ?? new JValue(value);
            }

            return contract;
        }

        protected override IList<JsonProperty> CreateProperties(Type type, MemberSerialization memberSerialization)
        {
            return !Models.TryGetValue(type, out var model)
                ? base.CreateProperties(type, memberSerialization)
                : [.. model.Members().Select(member => Property(model, member, CreateProperty(member, memberSerialization)))];
        }

        protected override JsonConverter? ResolveContractConverter(Type objectType) => Models.ContainsKey(objectType) ? null : Scalar(objectType) ?? base.ResolveContractConverter(objectType);

        private static JObject Additional(object target) => ((dynamic)target).AdditionalProperties;

        private static JsonProperty Property(GeneratedModel model, MemberInfo member, JsonProperty property)
        {
            property.PropertyName = model.WireName(member.Name);
            property.Ignored = false;
            property.Writable = true;
            property.Readable = true;
            if (model.IsUnixTime(member.Name))
            {
                property.Converter = new UnixSeconds();
            }

            if (property.PropertyType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Optional<>))
            {
                property.NullValueHandling = NullValueHandling.Include;
                property.ShouldSerialize = target => ((dynamic)((PropertyInfo)member).GetValue(target)!).IsSet;
                property.Converter = new OptionalValue();
            }
            else if (property.PropertyType == typeof(JToken))
            {
                // For any value null is a value; only no value isn't written.
                property.NullValueHandling = NullValueHandling.Include;
                property.ShouldSerialize = target => model.IsNullSent(member.Name) || ((PropertyInfo)member).GetValue(target) is not null;
            }
            else if (model.IsNullSent(member.Name))
            {
                property.NullValueHandling = NullValueHandling.Include;
            }

            return property;
        }

        private static JsonConverter? Scalar(Type type)
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            return type switch
            {
                _ when type == typeof(CalendarDate) => new Text<CalendarDate>(CalendarDate.Parse),
                _ when type == typeof(MessageContent) => new Content(),
                { IsValueType: true, Namespace: "MemoryApi.Mem0" or "MemoryApi.Bland" } => new OpenEnum(),
                _ => null,
            };
        }
    }

    private sealed class Text<T>(Func<string, T> parse) : JsonConverter
    {
        public override bool CanConvert(Type objectType) => true;

        public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) =>
            reader.Value is string text ? parse(text) : null;

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => writer.WriteValue(value!.ToString());
    }

    private sealed class OpenEnum : JsonConverter
    {
        public override bool CanConvert(Type objectType) => true;

        public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) =>
            reader.Value is string text ? Activator.CreateInstance(Nullable.GetUnderlyingType(objectType) ?? objectType, text) : null;

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => writer.WriteValue(value!.ToString());
    }

    private sealed class Content : JsonConverter
    {
        public override bool CanConvert(Type objectType) => true;

        public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) =>
            reader.TokenType == JsonToken.Null ? null : MessageContent.FromJson(JToken.ReadFrom(reader));

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => ((MessageContent)value!).ToJson().WriteTo(writer);
    }

    private sealed class UnixSeconds : JsonConverter
    {
        public override bool CanConvert(Type objectType) => true;

        public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) =>
            reader.Value is long seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => writer.WriteValue(((DateTimeOffset)value!).ToUnixTimeSeconds());
    }

    private sealed class OptionalValue : JsonConverter
    {
        public override bool CanConvert(Type objectType) => true;

        public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) =>
            Activator.CreateInstance(objectType, reader.TokenType == JsonToken.Null ? null : serializer.Deserialize(reader, objectType.GetGenericArguments()[0]));

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => serializer.Serialize(writer, (object?)((dynamic)value!).Value);
    }
}
