using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.Versioning;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;

namespace MemoryApi.FrameworkTests;

/// <summary>Checks that these tests run with the intended build of the libraries.</summary>
internal sealed class LoadedFrameworkTests
{
    [TestCaseSource(nameof(Libraries))]
    public void The_library_is_that_of_the_framework_under_test(Assembly library)
    {
        var expected = NameOf(typeof(LoadedFrameworkTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "LibraryFramework").Value!);

        Assert.That(library.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName, Is.EqualTo(expected));
    }

    /// <summary>The name of a framework in the attribute of an assembly.</summary>
    public static string NameOf(string framework) => framework switch
    {
        "net8.0" => ".NETCoreApp,Version=v8.0",
        "netstandard2.0" => ".NETStandard,Version=v2.0",
        _ => throw new NotSupportedException(framework),
    };

    public static IEnumerable<Assembly> Libraries() =>
        [typeof(ApiClientOptions).Assembly, typeof(Mem0Client).Assembly, typeof(BlandClient).Assembly];
}
