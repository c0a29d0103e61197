///////////////////////////////////////////////////////////////////////////////
// ARGUMENTS
///////////////////////////////////////////////////////////////////////////////

var target = Argument("target", "Default");
var configuration = Argument("configuration", "Release");

///////////////////////////////////////////////////////////////////////////////
// GLOBAL VARIABLES
///////////////////////////////////////////////////////////////////////////////

var solution = File("MemoryApi.Generated.sln");
var benchmarks = File("tests/MemoryApi.Benchmarks/MemoryApi.Benchmarks.csproj");
var results = Directory("artifacts/test-results");
var packages = Directory("artifacts/packages");

// One compiler for all builds, also for those that tests start: each compilation in a process of its own takes some seconds longer.
System.Environment.SetEnvironmentVariable("UseSharedCompilation", "true");

///////////////////////////////////////////////////////////////////////////////
// PRIVATE TASKS
///////////////////////////////////////////////////////////////////////////////

Task("__Build")
    .Does(() => DotNetBuild(solution, new DotNetBuildSettings { Configuration = configuration, NoLogo = true }));

// Not in the solution: it generates and compiles stock NSwag's clients too, which only a measurement needs. Built all the same, so that it can be measured.
Task("__BuildBenchmarks")
    .Does(() => DotNetBuild(benchmarks, new DotNetBuildSettings { Configuration = "Release", NoLogo = true }));

Task("__Test")
    .Does(() =>
{
    CleanDirectory(results);
    DotNetTest(solution, new DotNetTestSettings
    {
        Configuration = configuration,
        NoBuild = true,
        NoLogo = true,
        Loggers = new[] { "trx", "console;verbosity=minimal" },
        ResultsDirectory = results,
        HandleExitCode = _ => true,
    });
    SumUpTests();
});

Task("__Pack")
    .Does(() =>
{
    CleanDirectory(packages);
    DotNetPack("src/Packaging/Packages.proj", new DotNetPackSettings { Configuration = configuration, NoBuild = true, NoLogo = true, OutputDirectory = packages });
});

Task("__LintSpecs")
    .Does(() => DotNetTest("tests/MemoryApi.GeneratorTests/MemoryApi.GeneratorTests.csproj", new DotNetTestSettings
    {
        Configuration = configuration,
        NoLogo = true,
        Filter = "FullyQualifiedName~SpecLintTests.A_specification_is_valid",
        HandleExitCode = exitCode => exitCode == 0 ? true : throw new CakeException("A spec is not valid. Correct what the lines above name and run again: dotnet cake --target=Lint"),
    }));

Task("__RenewApiBaseline")
    .Does(() => DotNetTest("tests/MemoryApi.ConventionTests/MemoryApi.ConventionTests.csproj", new DotNetTestSettings
    {
        Configuration = configuration,
        NoLogo = true,
        Filter = "FullyQualifiedName~PublicApiTests",
        EnvironmentVariables = new Dictionary<string, string> { ["MEMORYAPI_RENEW_BASELINES"] = "true" },
    }));

Task("__ReportSpecDrift")
    .Does(() =>
{
    var upstream = Argument("upstream", "");
    var spec = Argument("spec", "mem0");
    var departures = $"specs/{spec}.departures.yaml";
    if (upstream == "")
    {
        throw new CakeException($"Name the vendor's OpenAPI file (JSON or YAML): dotnet cake --target=SpecDrift --upstream=FILE [--spec={spec}]");
    }

    var arguments = new ProcessArgumentBuilder().Append("drift").AppendQuoted($"specs/{spec}.yaml").AppendQuoted(upstream).AppendQuoted(departures);
    DotNetRun("generator/MemoryApi.Generator/MemoryApi.Generator.csproj", arguments, new DotNetRunSettings
    {
        Configuration = configuration,
        HandleExitCode = exitCode => exitCode == 0 ? true : throw new CakeException(
            $"specs/{spec}.yaml and {upstream} differ beyond {departures}, or could not be compared. Do what the lines above say and run again: dotnet cake --target=SpecDrift --upstream={upstream} --spec={spec}"),
    });
});

Task("__Benchmark")
    .Does(() => AnswerQuestions("calls", "throughput", "starvation", "storm", "scale"));

Task("__ColdStart")
    .Does(() =>
{
    CleanDirectory("artifacts/first-call");
    // What a program that has to start fast does, and no package can do for it: the libraries below ours come without native code.
    DotNetPublish("tests/MemoryApi.Benchmarks/FirstCall/MemoryApi.Benchmarks.FirstCall.csproj", new DotNetPublishSettings
    {
        Configuration = "Release",
        OutputDirectory = "artifacts/first-call",
        NoLogo = true,
        ArgumentCustomization = arguments => arguments.Append("--use-current-runtime").Append("--no-self-contained").Append("-p:PublishReadyToRun=true"),
    });
    AnswerQuestions("cold-start");
});

///////////////////////////////////////////////////////////////////////////////
// PRIMARY TARGETS
///////////////////////////////////////////////////////////////////////////////

Task("Lint")
    .Description("Checks the specs: the generator's conventions and OpenAPI's own rules.")
    .IsDependentOn("__LintSpecs");

Task("Build")
    .Description("Generates and builds everything, with warnings as errors.")
    .IsDependentOn("__Build");

Task("Pack")
    .Description("Packs everything that is published into artifacts/packages.")
    .IsDependentOn("Build")
    .IsDependentOn("__Pack");

Task("ApiBaseline")
    .Description("Writes the public surface of the libraries to tests/MemoryApi.ConventionTests/PublicApi/Baselines/, where a test compares it.")
    .IsDependentOn("__RenewApiBaseline");

Task("SpecDrift")
    .Description("Reports what differs between a vendor's OpenAPI file and ours: --upstream=FILE [--spec=mem0].")
    .IsDependentOn("__ReportSpecDrift");

Task("Soak")
    .Description("20,000 calls with 64 in flight against an emulator that fails at random, 20,000 adds in each pipeline, 100,000 calls with cancellations on each framework and runtime, and a million JSON documents; calls also over TLS. Half an hour.")
    .Does(() =>
{
    foreach (var project in new[] { "MemoryApi.UnitTests/MemoryApi.UnitTests", "MemoryApi.FrameworkTests/Net80/MemoryApi.FrameworkTests.Net80", "MemoryApi.FrameworkTests/NetStandard20/MemoryApi.FrameworkTests.NetStandard20" })
    {
        DotNetTest($"tests/{project}.csproj", new DotNetTestSettings
        {
            Configuration = configuration,
            Filter = "FullyQualifiedName~Soak|FullyQualifiedName~Among_many_adds|TestCategory=Soak",
            Loggers = new[] { "console;verbosity=detailed" },
            EnvironmentVariables = new Dictionary<string, string> { ["SOAK_CALLS"] = "20000" },
        });
    }
});

Task("Benchmark")
    .Description("Measures calls, throughput, starvation, storms and scale beside other clients; tables in artifacts/benchmarks. Some minutes.")
    .IsDependentOn("__Benchmark");

Task("ColdStart")
    .Description("Measures the first call of a new process beside other clients; table in artifacts/benchmarks.")
    .IsDependentOn("__BuildBenchmarks")
    .IsDependentOn("__ColdStart");

Task("Default")
    .Description("Checks, generates, builds, packs and tests everything.")
    .IsDependentOn("__Build")
    .IsDependentOn("__Pack")
    .IsDependentOn("__BuildBenchmarks")
    .IsDependentOn("__Test");

RunTarget(target);

///////////////////////////////////////////////////////////////////////////////
// METHODS
///////////////////////////////////////////////////////////////////////////////

void AnswerQuestions(params string[] questions)
{
    var arguments = new ProcessArgumentBuilder();
    foreach (var question in questions)
    {
        arguments.Append(question);
    }

    // Always optimized: what a Debug build takes means nothing.
    DotNetRun(benchmarks, arguments, new DotNetRunSettings { Configuration = "Release" });
}

// CI reads the one line "N passed, N failed, N skipped" last, so it goes into a file that .ci/run prints when Cake is done.
void SumUpTests()
{
    var passed = 0;
    var failed = 0;
    var skipped = 0;
    var files = GetFiles($"{results}/**/*.trx");
    foreach (var file in files)
    {
        var counters = System.Xml.Linq.XDocument.Load(file.FullPath).Descendants().Single(element => element.Name.LocalName == "Counters");
        int Count(string name) => (int)counters.Attribute(name);
        passed += Count("passed");
        failed += Count("total") - Count("passed") - (Count("total") - Count("executed"));
        skipped += Count("total") - Count("executed");
    }

    var projects = GetFiles("tests/**/*Tests.csproj").Count;
    Information($"Results of {files.Count} test projects in {results}:");
    var summary = $"{passed} passed, {failed} failed, {skipped} skipped";
    Information(summary);
    System.IO.File.WriteAllText($"{results}/summary.txt", summary + Environment.NewLine);
    if (failed > 0 || passed == 0 || files.Count < projects)
    {
        throw new CakeException(files.Count < projects
            ? $"{projects - files.Count} of {projects} test projects gave no results."
            : "Tests failed. Run one project by itself with: dotnet test tests/<project>");
    }
}
