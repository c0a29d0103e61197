using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace MemoryApi.GeneratorTests.Drift;

/// <summary>What a maintainer reads, and what the build learns from the exit code.</summary>
public class DriftReportTests
{
    private const string Altered = "\"204\": { \"content\": {} }, \"4'9\": {},";

    [Test]
    public void Each_difference_is_a_line_under_its_operation_and_the_count_comes_last()
    {
        using var files = DriftFiles.WithVendor("\"204\": { \"description\": \"\" },", "\"202\": {},");

        Assert.That(Text(files), Is.EqualTo($$"""
            # DELETE /customers/{customer_id}
            - { kind: status-extra, operation: 'DELETE /customers/{customer_id}', at: 'status.204', reason: '' }
            - { kind: status-missing, operation: 'DELETE /customers/{customer_id}', at: 'status.202', reason: '' }

            Change {{files.Ours}}, or paste a line into {{files.Departures}} and say the reason; * in operation and at covers several.

            2 undeclared differences, 0 departures without a match (0 differences declared by 0 departures).

            """.ReplaceLineEndings()));
    }

    [Test]
    public void The_lines_can_be_pasted_as_departures()
    {
        using var files = DriftFiles.WithVendor("\"204\": { \"description\": \"\" },", Altered);
        var lines = Text(files).Split("\nChange ")[0];

        files.Declare(lines.Replace("reason: ''", "reason: A test."));

        Assert.That(files.Compare().IsClean);
        Assert.That(Text(files), Does.StartWith("0 undeclared differences, 0 departures without a match (1 difference declared by 1 departure)."));
    }

    [Test]
    public void A_departure_that_matches_nothing_any_more_is_told_with_its_line()
    {
        using var files = new DriftFiles();
        files.Declare("""
            # Rules.
            - kind: status-extra
              operation: '* /customers'
              at: status.4*
              reason: A test.
            """);

        var report = files.Compare();

        Assert.That(report.IsClean, Is.False);
        Assert.That(report.Unmatched, Has.Count.EqualTo(1));
        Assert.That(Text(files), Does.Contain($"{files.Departures}(2): nothing departs by this rule any more: status-extra, operation * /customers, at status.4*. Delete it"));
        Assert.That(Text(files), Does.Contain("0 undeclared differences, 1 departure without a match"));
    }

    [Test]
    public async Task The_exit_code_tells_whether_something_is_left()
    {
        using var same = new DriftFiles();
        using var altered = DriftFiles.WithVendor("\"204\": { \"description\": \"\" },", Altered);
        using var missing = new DriftFiles();
        missing.Upstream += ".missing";

        Assert.That((await RunAsync("drift", same.Ours, same.Upstream, same.Departures)).ExitCode, Is.Zero);
        var (exitCode, output) = await RunAsync("drift", altered.Ours, altered.Upstream, altered.Departures);
        Assert.That((exitCode, output), Is.EqualTo((1, Text(altered))));
        var error = await RunAsync("drift", missing.Ours, missing.Upstream, missing.Departures);
        Assert.That(error.ExitCode, Is.EqualTo(1));
        Assert.That(error.Output, Does.Contain("crm.vendor.json.missing: error MAPI001: "));
        var usage = await RunAsync("drift", same.Ours);
        Assert.That(usage.ExitCode, Is.EqualTo(2));
        Assert.That(usage.Output, Does.Contain("drift <spec> <vendor's file> <departures.yaml>"));
    }

    private static Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var directory = TestContext.CurrentContext.TestDirectory;
        return DotNetBuild.RunAsync(directory, arguments.Prepend(Path.Combine(directory, "MemoryApi.Generator.dll")));
    }

    private static string Text(DriftFiles files)
    {
        using var output = new StringWriter();
        files.Compare().Write(output);
        return output.ToString();
    }
}
