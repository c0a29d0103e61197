using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;

namespace MemoryApi.GeneratorTests.Build;

public class PrerequisiteTests
{
    [Test]
    public async Task Missing_node_is_one_error_that_names_it_and_how_to_get_it()
    {
        var directory = Directory.CreateTempSubdirectory("memory-api-node-").FullName;
        try
        {
            foreach (var file in new[] { "NodeModules.proj", "package.json", "package-lock.json" })
            {
                File.Copy(Path.Combine(OutsideProject.Repository, "generator", file), Path.Combine(directory, file));
            }

            if (!OperatingSystem.IsWindows())
            {
                // MSBuild runs commands through the shell, which it finds by PATH too.
                File.CreateSymbolicLink(Path.Combine(directory, "sh"), "/bin/sh");
            }

            var (exitCode, output) = await DotNetBuild.RunAsync(
                directory, ["msbuild", "NodeModules.proj", "-nologo"], new Dictionary<string, string?> { ["PATH"] = directory });

            Assert.That(exitCode, Is.Not.Zero);
            Assert.That(output, Does.Contain("error MAPI101: Node.js was not found.").And.Contain("install Node.js 20 or later"));
            Assert.That(Directory.Exists(Path.Combine(directory, "node_modules")), Is.False);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
