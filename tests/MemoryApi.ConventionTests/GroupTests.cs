using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;

namespace MemoryApi.ConventionTests;

/// <summary>Rules for all groups of operations, generated or hand-written.</summary>
public class GroupTests
{
    private static IEnumerable<MethodInfo> Methods => PublicSurface.Groups.SelectMany(group => group.DeclaredMethods());

    [Test]
    public void Every_method_can_be_overridden_by_a_mock() =>
        Assert.That(Methods.Where(method => !method.IsVirtual || method.IsFinal).Select(Describe), Is.Empty);

    [Test]
    public void Every_group_can_be_derived_from_without_a_connection() =>
        Assert.That(PublicSurface.Groups.Where(group => group.IsSealed
            || group.GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, []) is not { IsFamily: true }), Is.Empty);

    [Test]
    public void Every_asynchronous_method_says_so_in_its_name_and_takes_a_token_last()
    {
        var violations = Methods.Where(method =>
            typeof(Task).IsAssignableFrom(method.ReturnType) || method.ReturnType.Name.StartsWith("IAsyncEnumerable", StringComparison.Ordinal)
                ? !method.Name.EndsWith("Async", StringComparison.Ordinal)
                    || method.GetParameters().LastOrDefault() is not { IsOptional: true } last
                    || last.ParameterType != typeof(CancellationToken)
                : method.Name.EndsWith("Async", StringComparison.Ordinal));

        Assert.That(violations.Select(Describe), Is.Empty);
    }

    [Test]
    public void Every_method_that_sends_has_a_twin_that_gives_the_raw_response()
    {
        var missing = Twins().SelectMany(pair => pair.Typed.DeclaredMethods().Where(Sends).Where(method => Twin(method, pair.Raw) is null)).Select(Describe);

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void Every_twin_returns_what_the_method_returns_with_its_response_and_takes_the_same_arguments()
    {
        foreach (var (typed, raw) in Twins())
        {
            foreach (var twin in raw.DeclaredMethods())
            {
                var method = Twin(twin, typed, BindingFlags.NonPublic);

                Assert.That(method, Is.Not.Null, Describe(twin));
                Assert.That(twin.ReturnType, Is.EqualTo(WithResponse(method!.ReturnType)), Describe(twin));
                Assert.That(
                    twin.GetParameters().Select(parameter => (parameter.Name, parameter.IsOptional, parameter.DefaultValue)),
                    Is.EqualTo(method.GetParameters().Select(parameter => (parameter.Name, parameter.IsOptional, parameter.DefaultValue))),
                    Describe(twin));
            }
        }
    }

    [Test]
    public void Only_the_operations_that_many_methods_stand_for_are_public_with_raw_responses_alone()
    {
        var onlyRaw = Twins().SelectMany(pair => pair.Raw.DeclaredMethods().Where(twin => Twin(twin, pair.Typed) is null)).Select(Describe);

        Assert.That(onlyRaw, Is.EquivalentTo(new[] { "MemoriesClientWithRawResponse.BatchUpdateAsync", "MemoriesClientWithRawResponse.BatchDeleteAsync" }));
    }

    [Test]
    public void A_call_in_which_a_mock_names_no_argument_means_one_overload()
    {
        var ambiguous = new List<string>();
        foreach (var overloads in Methods.Where(method => method.GetParameters().Any(parameter => !parameter.IsOptional)).GroupBy(method => (method.DeclaringType, method.Name)))
        {
            for (var count = 1; count <= overloads.Max(method => method.GetParameters().Length); count++)
            {
                var applicable = overloads.Key.DeclaringType!.DeclaredMethods()
                    .Where(method => method.Name == overloads.Key.Name && method.GetParameters().Length >= count && method.GetParameters().Count(parameter => !parameter.IsOptional) <= count)
                    .Select(method => method.GetCustomAttributesData().SingleOrDefault(attribute => attribute.AttributeType.Name == "OverloadResolutionPriorityAttribute")?.ConstructorArguments[0].Value as int? ?? 0)
                    .OrderDescending()
                    .ToList();
                if (applicable.Count > 1 && applicable[0] == applicable[1])
                {
                    ambiguous.Add($"{overloads.Key.DeclaringType!.Name}.{overloads.Key.Name}({string.Join(", ", Enumerable.Repeat("default!", count))})");
                }
            }
        }

        Assert.That(ambiguous, Is.Empty);
    }

    [Test]
    public void What_is_obsolete_names_a_method_that_replaces_it()
    {
        var obsolete = Methods.Where(method => method.GetCustomAttribute<ObsoleteAttribute>() is not null).ToList();
        Assert.That(obsolete, Has.Count.GreaterThan(30), "the six of Mem0 and twelve of Bland with their twins");
        foreach (var method in obsolete)
        {
            var root = PublicSurface.RootClients.Single(client => client.Assembly == method.DeclaringType!.Assembly);
            var names = Regex.Matches(method.GetCustomAttribute<ObsoleteAttribute>()!.Message!, @"client\.(\w+)\.(\w+)").ToList();
            var replacements = names.SelectMany(name => root.GetProperty(name.Groups[1].Value)?.PropertyType.GetMethods().Where(candidate => candidate.Name == name.Groups[2].Value) ?? []);

            Assert.That(replacements.Where(replacement => replacement.GetCustomAttribute<ObsoleteAttribute>() is null).Select(replacement => replacement.Name).Distinct().Count(), Is.GreaterThan(0), Describe(method));
            Assert.That(method.GetCustomAttribute<ObsoleteAttribute>()!.Message, Does.Not.Match("[A-Za-z]+_[A-Z]"), "an operationId is no name that users know");
        }
    }

    [Test]
    public void No_method_that_enumerates_an_obsolete_list_is_offered_as_current()
    {
        var obsoleteGroups = PublicSurface.Groups.Where(group => group.DeclaredMethods().Any(method => method.GetCustomAttribute<ObsoleteAttribute>() is not null));

        Assert.That(obsoleteGroups.SelectMany(group => group.DeclaredMethods()).Where(method => method.GetCustomAttribute<ObsoleteAttribute>() is null).Select(Describe), Is.Empty);
    }

    [Test]
    public void What_only_generated_code_needs_is_hidden_from_completion()
    {
        var visible = PublicSurface.Types.Where(type => type.Namespace == "MemoryApi.Core.Runtime"
            && type.GetCustomAttribute<EditorBrowsableAttribute>()?.State != EditorBrowsableState.Never);

        Assert.That(visible, Is.Empty);
    }

    private static IEnumerable<(Type Typed, Type Raw)> Twins() =>
        from root in PublicSurface.RootClients
        from raw in root.GetProperty("WithRawResponse")!.PropertyType.GetProperties()
        select (root.GetProperty(raw.Name)!.PropertyType, raw.PropertyType);

    private static bool Sends(MethodInfo method) => typeof(Task).IsAssignableFrom(method.ReturnType) || IsList(method.ReturnType);

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    private static MethodInfo? Twin(MethodInfo method, Type other, BindingFlags also = BindingFlags.Default) => other.GetMethod(
        method.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly | also, [.. method.GetParameters().Select(parameter => parameter.ParameterType)]);

    private static Type WithResponse(Type type) => IsList(type)
        ? typeof(IAsyncEnumerable<>).MakeGenericType(typeof(ApiResponse<>).MakeGenericType(type.GenericTypeArguments[0]))
        : typeof(Task<>).MakeGenericType(typeof(ApiResponse<>).MakeGenericType(type.IsGenericType ? type.GenericTypeArguments[0] : typeof(MemoryApi.Core.Runtime.NoContent)));

    private static string Describe(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
