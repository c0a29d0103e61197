using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;
using MemoryApi.UnitTests.Models;

namespace MemoryApi.UnitTests.Sizes;

/// <summary>The result of an operation, by the codec that reads it: a model, a list or an envelope.</summary>
internal sealed class ResponseResult
{
    private readonly Func<ApiConnection, Task<byte[]>> _call;
    private readonly Func<Random, byte[]> _sample;

    private readonly bool _isEnvelope;

    private ResponseResult(string name, Type type, bool isEnvelope, Func<ApiConnection, Task<byte[]>> call, Func<Random, byte[]> sample)
    {
        Name = name;
        Type = type;
        _isEnvelope = isEnvelope;
        _call = call;
        _sample = sample;
    }

    /// <summary>The results of all operations of both clients.</summary>
    public static IReadOnlyList<ResponseResult> All { get; } =
    [
        .. new[] { typeof(Mem0Client), typeof(BlandClient) }
            .SelectMany(static client => client.Assembly.GetTypes())
            .Where(static type => !type.ContainsGenericParameters)
            .Where(static type => type.GetField("Operation", BindingFlags.Static | BindingFlags.NonPublic)?.FieldType == typeof(ApiOperation))
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(static call => (Call: call, Result: call.GetMethod("Create")!.ReturnType.GetGenericArguments()[0]))
            .Select(static operation => (ResponseResult)typeof(ResponseResult).GetMethod(nameof(Of), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(operation.Result).Invoke(null, [operation.Call.FullName, CodecOf(operation.Call, operation.Result)])!),
    ];

    public string Name { get; }

    public Type Type { get; }

    /// <summary>A body with random values. It is never null, which says that there is no result.</summary>
    public string Sample(Random random) => Encoding.UTF8.GetString(_sample(random)) is var json && json == "null" ? "{}" : json;

    /// <summary>What was lost when a client read the body that a server sends, or null.</summary>
    public async Task<string?> LostAsync(ApiConnection connection, string body)
    {
        using var sent = JsonDocument.Parse(body);
        using var written = JsonDocument.Parse(await _call(connection));
        if (!_isEnvelope)
        {
            return WireFidelity.Lost(Type, sent.RootElement, written.RootElement);
        }

        // An envelope is written without its other members.
        var content = written.RootElement.EnumerateObject().Single();
        return WireFidelity.Lost(Type, sent.RootElement.GetProperty(content.Name), content.Value);
    }

    public override string ToString() => Name;

    /// <summary>The codec that an operation has for its result: its own, or that of the type.</summary>
    private static object CodecOf(Type call, Type result) =>
        call.GetField("ResultCodec", BindingFlags.Static | BindingFlags.NonPublic)?.GetValue(null)
        ?? (result == typeof(JToken) ? JsonScalars.Token
            : result == typeof(JObject) ? JsonScalars.Object
            : result.Assembly.GetType(result.FullName + "Json")!.GetField("Instance", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(null)!);

    private static ResponseResult Of<T>(string name, JsonCodec<T> codec)
    {
        var operation = new ApiOperation("Sizes_Read", HttpMethod.Get, "/x", isIdempotent: true, isEmptyResultAllowed: false);
        return new ResponseResult(
            name,
            typeof(T),
            codec is EnvelopeCodec<T>,
            async connection => codec.ToUtf8(await connection.SendAsync(new ApiRequest<T>(operation, "x", codec), null, default)),
            random => codec.ToUtf8((T)new RandomValues(random.Next()).Of(typeof(T), 3)!));
    }
}
