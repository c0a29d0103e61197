using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Reflection;
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
    public void What_only_generated_code_needs_is_hidden_from_completion()
    {
        var visible = PublicSurface.Types.Where(type => type.Namespace == "MemoryApi.Core.Runtime"
            && type.GetCustomAttribute<EditorBrowsableAttribute>()?.State != EditorBrowsableState.Never);

        Assert.That(visible, Is.Empty);
    }

    private static string Describe(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
