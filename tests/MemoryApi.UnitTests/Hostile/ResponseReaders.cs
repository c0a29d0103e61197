using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Reflection;
using System.Threading.Tasks;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Hostile;

/// <summary>Reads responds with one generated reader, through the whole transport.</summary>
public sealed class ResponseReader
{
    private readonly Func<ApiConnection, Task> _read;

    private ResponseReader(string name, Func<ApiConnection, Task> read)
    {
        Name = name;
        _read = read;
    }

    public string Name { get; }

    /// <summary>The readers of all models of both clients, lists and envelopes around them included.</summary>
    public static IReadOnlyList<ResponseReader> All { get; } =
        [.. new[] { typeof(Mem0Client).Assembly, typeof(BlandClient).Assembly }.SelectMany(assembly => assembly.GetTypes()).SelectMany(Of).OrderBy(reader => reader.Name, StringComparer.Ordinal)];

    public Task ReadAsync(ApiConnection connection) => _read(connection);

    public override string ToString() => Name;

    private static IEnumerable<ResponseReader> Of(Type type)
    {
        foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            if (!type.ContainsGenericParameters && ModelOf(field.FieldType) is { } result && field.GetValue(null) is { } model)
            {
                var make = typeof(ResponseReader).GetMethod(nameof(Make), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(result);
                yield return (ResponseReader)make.Invoke(null, [$"{type.FullName}.{field.Name}", model])!;
            }
        }
    }

    private static Type? ModelOf(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(JsonCodec<>))
            {
                return type.GetGenericArguments()[0];
            }
        }

        return null;
    }

    private static ResponseReader Make<T>(string name, JsonCodec<T> model)
    {
        var operation = new ApiOperation("Hostile_Read", HttpMethod.Get, "/x", isIdempotent: true, isEmptyResultAllowed: false);
        return new ResponseReader(name, connection => connection.SendAsync(new ApiRequest<T>(operation, "x", model), null, default));
    }
}
