using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Emulator;
using MemoryApi.Mem0;
using MemoryApi.Mem0.Agents;
using MemoryApi.Mem0.AI;

namespace MemoryApi.ConventionTests;

/// <summary>The public types and members of the libraries.</summary>
internal static class PublicSurface
{
    public static IReadOnlyList<Type> RootClients { get; } = [typeof(Mem0Client), typeof(BlandClient)];

    public static IReadOnlyList<Assembly> Libraries { get; } =
    [
        typeof(MemoryApiException).Assembly, typeof(Mem0Client).Assembly, typeof(Mem0Memory).Assembly, typeof(Mem0MemoryProvider).Assembly, typeof(BlandClient).Assembly,
        typeof(MemoryApiEmulator).Assembly,
    ];

    public static IEnumerable<Type> Types => Libraries.SelectMany(library => library.GetExportedTypes());

    /// <summary>The groups of the root clients, and their twins with raw responses.</summary>
    public static IEnumerable<Type> Groups => RootClients
        .SelectMany(root => new[] { root, root.GetProperty("WithRawResponse")!.PropertyType })
        .SelectMany(root => root.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        .Where(property => property.Name != "WithRawResponse")
        .Select(property => property.PropertyType);

    public static IEnumerable<MethodInfo> DeclaredMethods(this Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => !method.IsSpecialName);
}
