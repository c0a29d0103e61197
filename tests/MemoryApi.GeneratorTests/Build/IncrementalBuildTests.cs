using System;
using System.IO;
using System.Threading.Tasks;

namespace MemoryApi.GeneratorTests.Build;

/// <summary>When the generator runs: once for each spec and build, and only when something has changed.</summary>
[NonParallelizable]
public class IncrementalBuildTests
{
    private OutsideProject _outside = null!;

    [OneTimeSetUp]
    public async Task CreateProjects()
    {
        _outside = await OutsideProject.CreateAsync();
        _outside.AddProject("First", SpecFile.Crm, "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>");
        _outside.AddProject("Second", SpecFile.Crm, "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>");
        _outside.Write("all.slnx", """<Solution><Project Path="First/First.csproj" /><Project Path="Second/Second.csproj" /></Solution>""");
    }

    [OneTimeTearDown]
    public void DeleteProjects() => _outside?.Dispose();

    [Test]
    public async Task Each_spec_is_generated_once_for_all_frameworks_and_again_only_when_it_changes()
    {
        Assert.That(await _outside.BuildAsync("all.slnx", "-m"), Is.EqualTo(2), "a parallel build of two projects and two frameworks each");
        Assert.That(await _outside.BuildAsync("all.slnx", "-m"), Is.Zero, "a build with nothing changed");
        Assert.That(File.ReadAllText(_outside.GeneratedFile("First")), Does.Not.Contain("Nickname"));

        _outside.Write("First/spec.yaml", SpecFile.Crm.Replace(
            "        birthday: { type: string, format: date, nullable: true, description: Day of birth. }",
            "        nickname: { type: string, nullable: true, description: What friends say. }\n        birthday: { type: string, format: date, nullable: true, description: Day of birth. }",
            StringComparison.Ordinal));

        // Compiling this file is the proof that the client has the property.
        _outside.Write("First/UsesNickname.cs", "public static class UsesNickname { public static string? Of(Contoso.First.Customer customer) => customer.Nickname; }");
        Assert.That(await _outside.BuildAsync("all.slnx", "-m"), Is.EqualTo(1), "a build with one spec changed");

        await DotNetBuild.SucceedAsync(_outside.Directory, "clean", "all.slnx", "-c", DotNetBuild.Configuration);
        Assert.That(File.Exists(_outside.GeneratedFile("First")), Is.False, "clean deletes what was generated");
    }

    [Test]
    public async Task A_broken_spec_stops_the_build_with_file_and_line()
    {
        _outside.AddProject("Broken", SpecFile.Crm.Replace("operationId: Customers_Get", "operationId: getCustomer", StringComparison.Ordinal), "<TargetFramework>net10.0</TargetFramework>");

        var (exitCode, output) = await DotNetBuild.RunAsync(_outside.Directory, ["build", "Broken/Broken.csproj", "-c", DotNetBuild.Configuration]);

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(output, Does.Match(@"spec\.yaml\(\d+,\d+\): error MAPI010: The operationId getCustomer"));
        Assert.That(File.Exists(_outside.GeneratedFile("Broken")), Is.False);
    }
}
