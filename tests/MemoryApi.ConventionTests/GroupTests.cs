using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace MemoryApi.ConventionTests;

/// <summary>What holds for every group of operations, generated or hand-written.</summary>
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
    public void Every_operation_has_a_twin_that_gives_the_raw_response()
    {
        foreach (var root in PublicSurface.RootClients)
        {
            var raw = root.GetProperty("WithRawResponse")!.PropertyType;
            foreach (var group in raw.GetProperties())
            {
                var typed = root.GetProperty(group.Name)!.PropertyType;
                foreach (var method in group.PropertyType.DeclaredMethods())
                {
                    var parameters = method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
                    Assert.That(typed.GetMethod(method.Name, parameters), Is.Not.Null, Describe(method));
                    Assert.That(method.ReturnType.GetGenericArguments()[0].Name, Does.StartWith("ApiResponse"), Describe(method));
                }
            }
        }
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

    private static string Describe(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
