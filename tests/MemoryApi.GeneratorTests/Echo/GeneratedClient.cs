using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;

namespace MemoryApi.GeneratorTests.Echo;

/// <summary>A compiled client of any document, and its methods by the operations that they call.</summary>
internal sealed class GeneratedClient : IDisposable
{
    /// <summary>Also a valid user with a password.</summary>
    public const string Key = "user:secret";

    private readonly object _client;
    private readonly Dictionary<(string Method, string Path), (object Group, MethodInfo Method)> _methods = [];

    public GeneratedClient(Assembly assembly, Uri address)
    {
        var type = assembly.GetExportedTypes().Single(one => one.GetProperty("Service", BindingFlags.Public | BindingFlags.Static)?.PropertyType == typeof(ApiServiceDescription));
        var constructor = type.GetConstructors().Single(one => one.GetParameters() is [{ ParameterType: var only }] && typeof(ApiClientOptions).IsAssignableFrom(only));
        var options = (ApiClientOptions)Activator.CreateInstance(constructor.GetParameters()[0].ParameterType)!;
        options.BaseAddress = address;
        TakesKey = type.GetConstructors().Any(one => one.GetParameters() is [{ Name: "apiKey" }, ..]);
        options.ApiKey = TakesKey ? Key : null;
        _client = constructor.Invoke([options]);
        foreach (var property in type.GetProperties().Where(property => property.PropertyType.GetNestedTypes(BindingFlags.NonPublic).Any(IsCall)))
        {
            Add(property.GetValue(_client)!, property.PropertyType);
        }
    }

    public bool TakesKey { get; }

    /// <summary>How many operations it has.</summary>
    public int Operations => _methods.Count;

    /// <summary>The parameters of an operation's method, without those that all methods have.</summary>
    public IReadOnlyList<ParameterInfo> Parameters(string method, string path) => [.. Find(method, path).Method.GetParameters().SkipLast(2)];

    /// <summary>Calls an operation, and gives what it returns; null for one that returns nothing.</summary>
    public async Task<object?> CallAsync(string method, string path, object?[] arguments)
    {
        var (group, called) = Find(method, path);
        var task = (Task)called.Invoke(group, [.. arguments, null, CancellationToken.None])!;
        await task;
        return called.ReturnType.IsGenericType ? task.GetType().GetProperty("Result")!.GetValue(task) : null;
    }

    public void Dispose() => ((IDisposable)_client).Dispose();

    private (object Group, MethodInfo Method) Find(string method, string path) =>
        _methods.TryGetValue((method, path), out var found) ? found : throw new AssertionException($"The client has no method for {method} {path}.");

    private void Add(object group, Type type)
    {
        foreach (var call in type.GetNestedTypes(BindingFlags.NonPublic).Where(IsCall))
        {
            var operation = (ApiOperation)call.GetField("Operation", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;

            // An overload that stands for a request has a text in its place.
            var method = type.GetMethods().Where(one => one.Name == call.Name[..^"Call".Length] + "Async")
                .OrderByDescending(one => one.GetParameters().Any(parameter => parameter.Name == "request")).First();
            _methods.Add((operation.Method.Method, operation.PathTemplate), (group, method));
        }
    }

    private static bool IsCall(Type type) => type.Name.EndsWith("Call", StringComparison.Ordinal) && type.GetField("Operation", BindingFlags.NonPublic | BindingFlags.Static) is not null;
}
