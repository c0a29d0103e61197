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
var site = Directory("artifacts/docs");
var siteMetadata = Directory("artifacts/docs-api");
var unitTests = File("tests/MemoryApi.UnitTests/MemoryApi.UnitTests.csproj");
var mutations = Directory("artifacts/mutations");

// One compiler for all builds, also for those that tests start: each compilation in a process of its own takes some seconds longer.
System.Environment.SetEnvironmentVariable("UseSharedCompilation", "true");

// Builds end before what is measured for the sake of later optimizing pays off. What is measured below runs as users run it.
System.Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");

///////////////////////////////////////////////////////////////////////////////
// PRIVATE TASKS
///////////////////////////////////////////////////////////////////////////////

Task("__Build")
    .Does(() => DotNetBuild(solution, new DotNetBuildSettings { Configuration = configuration, NoLogo = true }));

Task("__Test")
    .Does(() => RunTests(filter: "TestCategory!=SecondBuild"));

Task("__TestAll")
    .Does(() => RunTests(filter: null));

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

Task("__TryDocuments")
    .Does(() =>
{
    var documents = Argument("documents", "");
    if (documents == "" || !DirectoryExists(documents))
    {
        throw new CakeException("Name a folder with OpenAPI documents: dotnet cake --target=TryDocuments --documents=FOLDER");
    }

    // First in memory, with a call of each operation; then with the packages, as a user builds.
    var exitCode = 0;
    foreach (var (project, filter) in new[] { ("GeneratorTests", "EchoTests"), ("PackageTests", "DocumentFolderTests") })
    {
        DotNetTest($"tests/MemoryApi.{project}/MemoryApi.{project}.csproj", new DotNetTestSettings
        {
            Configuration = configuration,
            NoLogo = true,
            Filter = $"FullyQualifiedName~{filter}",
            Loggers = new[] { "console;verbosity=detailed" },
            EnvironmentVariables = new Dictionary<string, string> { ["MEMORYAPI_DOCUMENTS"] = MakeAbsolute(Directory(documents)).FullPath },
            HandleExitCode = code => (exitCode |= code) >= 0,
        });
    }

    if (exitCode != 0)
    {
        throw new CakeException("A document is refused or has a client that isn't right; the lines above say which and why.");
    }
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

Task("__WriteSite")
    .Does(() =>
{
    CleanDirectories(new DirectoryPath[] { site, siteMetadata });
    var exitCode = RunTool("docs", new ProcessSettings { Arguments = new ProcessArgumentBuilder().Append("docfx docfx.json --warningsAsErrors") });
    if (exitCode != 0)
    {
        throw new CakeException("The site could not be written. Correct what the lines above name and run again: dotnet cake --target=Docs");
    }

    // More than half of the site, and only for who debugs the template.
    DeleteFiles($"{site}/**/*.map");
    Information($"Serve it to look at it, from the folder docs: dotnet docfx serve {MakeAbsolute(site)}");
});

Task("__BuildUnitTests")
    .Does(() => DotNetBuild(unitTests, new DotNetBuildSettings { Configuration = "Release", NoLogo = true }));

Task("__Mutate")
    .Does(() =>
{
    // Each with the tests that are about it: all of them would take hours. Without those that take seconds, whose code others see as well: laws of random bodies, heaps after many
    // calls, sockets, and the category Soak.
    var concepts = new[]
    {
        (Name: "errors", Project: "MemoryApi.Core", Folder: "Errors", Tests: "FullyQualifiedName~UnitTests.Core.Errors&FullyQualifiedName!~ErrorBodyLaws"),
        (Name: "paging", Project: "MemoryApi.Core", Folder: "Paging", Tests: "FullyQualifiedName~UnitTests.Core.Paging&FullyQualifiedName!~A_million_items"),
        (Name: "resilience", Project: "MemoryApi.Core", Folder: "Resilience", Tests: "FullyQualifiedName~UnitTests.Core.Resilience&FullyQualifiedName!~A_hundred_thousand_keys"),
        (Name: "backup", Project: "MemoryApi.Mem0", Folder: "Backup", Tests: "FullyQualifiedName~UnitTests.Mem0.Backup&FullyQualifiedName!~From_every_byte"),
        (Name: "batches", Project: "MemoryApi.Mem0", Folder: "Batches", Tests: "FullyQualifiedName~UnitTests.Mem0.Batches"),
        (Name: "filters", Project: "MemoryApi.Mem0", Folder: "Filters", Tests: "FullyQualifiedName~UnitTests.Mem0.Filters"),
        (Name: "facts", Project: "MemoryApi.Bland", Folder: "Facts", Tests: "FullyQualifiedName~UnitTests.Bland.Facts&FullyQualifiedName!~AgainstEmulator"),
    };
    var chosen = Argument("concept", "");
    if (chosen != "" && concepts.All(concept => concept.Name != chosen))
    {
        throw new CakeException($"There is no concept \"{chosen}\". Name one of {string.Join(", ", concepts.Select(concept => concept.Name))}: dotnet cake --target=Mutate --concept=errors");
    }

    var failed = new List<string>();
    foreach (var concept in concepts.Where(concept => chosen == "" || concept.Name == chosen))
    {
        if (!Mutate(concept.Name, concept.Project, concept.Folder, concept.Tests + "&TestCategory!=Soak"))
        {
            failed.Add(concept.Name);
        }
    }

    if (failed.Count > 0)
    {
        throw new CakeException($"Too many mutants survived in {string.Join(", ", failed)}; they stand above and in {mutations}. Add tests that see them and run again: dotnet cake --target=Mutate --concept={failed[0]}");
    }
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

Task("TryDocuments")
    .Description("Generates a client from each OpenAPI document of a folder, calls each operation once, and builds it with the packages: --documents=FOLDER.")
    .IsDependentOn("__TryDocuments");

Task("Soak")
    .Description("20,000 calls with 64 in flight against an emulator that fails at random, 20,000 adds in each pipeline, 100,000 calls with cancellations on each framework and runtime, a million JSON documents, thousands of hostile OpenAPI documents and of chat turns; calls also over TLS. Half an hour.")
    .DeferOnError()
    .DoesForEach(
        new[]
        {
            "MemoryApi.UnitTests/MemoryApi.UnitTests",
            "MemoryApi.GeneratorTests/MemoryApi.GeneratorTests",
            "MemoryApi.AITests/MemoryApi.AITests",
            "MemoryApi.FrameworkTests/Net80/MemoryApi.FrameworkTests.Net80",
            "MemoryApi.FrameworkTests/NetStandard20/MemoryApi.FrameworkTests.NetStandard20",
        },
        project => DotNetTest($"tests/{project}.csproj", new DotNetTestSettings
        {
            Configuration = configuration,
            Filter = "FullyQualifiedName~Soak|FullyQualifiedName~Among_many_adds|TestCategory=Soak",
            Loggers = new[] { "console;verbosity=detailed" },
            EnvironmentVariables = new Dictionary<string, string> { ["SOAK_CALLS"] = "20000" },
        }));

Task("Benchmark")
    .Description("Measures calls, throughput, starvation, storms and scale beside other clients; tables in artifacts/benchmarks. Some minutes.")
    .IsDependentOn("__Benchmark");

Task("ColdStart")
    .Description("Measures the first call of a new process beside other clients; table in artifacts/benchmarks.")
    .IsDependentOn("__ColdStart");

Task("Docs")
    .Description("Writes the guides and the API reference as a site to artifacts/docs.")
    .IsDependentOn("__Build")
    .IsDependentOn("__WriteSite");

Task("Mutate")
    .Description("Changes the code of paging, backups, batches, facts, filters, errors and resilience in one place after the other, and counts which changes no test sees: [--concept=errors] [--files=ErrorText.cs] [--concurrency=2] [--patience=15, in seconds, beyond what the tests take]. A quarter of an hour or more for each.")
    .IsDependentOn("__BuildUnitTests")
    .IsDependentOn("__Mutate");

Task("Default")
    .Description("Checks, generates and builds everything, and runs all tests, those of the packages too, except for tests that build the repository a second time.")
    .IsDependentOn("__Build")
    .IsDependentOn("__Test");

Task("CI")
    .Description("Does what Default does, and tests with a copy of the repository that packages are reproducible, that packing refuses what breaks users, and that a vendor's change can be taken up step by step.")
    .IsDependentOn("__Build")
    .IsDependentOn("__TestAll");

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
    DotNetRun(benchmarks, arguments, new DotNetRunSettings { Configuration = "Release", EnvironmentVariables = new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "1" } });
}

// Mutates a folder of a library and runs the tests that a filter selects. False when fewer than 85 % of the mutants are killed.
bool Mutate(string name, string project, string folder, string tests)
{
    var directory = MakeAbsolute(mutations).Combine(name);
    var settings = directory.CombineWithFilePath("stryker-config.json").FullPath;
    CleanDirectory(directory);
    System.IO.File.WriteAllText(settings, System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["stryker-config"] = new Dictionary<string, object>
        {
            ["project"] = project + ".csproj",
            ["mutate"] = new[] { folder + "/" + Argument("files", "**/*.cs") },
            ["test-case-filter"] = tests,
            ["target-framework"] = "net10.0",
            ["configuration"] = "Release",
            // Seen only under a synchronization context.
            ["ignore-methods"] = new[] { "ConfigureAwait" },
            ["concurrency"] = Argument("concurrency", 1),
            // Each endless loop costs this much; a busy machine must not pass for one.
            ["additional-timeout"] = 1000 * Argument("patience", 15),
            ["reporters"] = new[] { "dots", "cleartext", "json" },
            ["thresholds"] = new Dictionary<string, object> { ["high"] = 90, ["low"] = 85, ["break"] = 85 },
        },
    }));
    return 0 == RunTool("tests/MemoryApi.UnitTests", new ProcessSettings
    {
        Arguments = new ProcessArgumentBuilder().Append("stryker --skip-version-check --config-file").AppendQuoted(settings).Append("--output").AppendQuoted(directory.FullPath),
        // What is generated stays as it was built: the tool takes builds apart, and those could not build the generator.
        EnvironmentVariables = new Dictionary<string, string> { ["SkipMemoryApiClients"] = "true" },
    });
}

// A tool that only one target needs stands in a manifest of its own folder, so that others don't download it: docfx alone has 489 MB.
int RunTool(string folder, ProcessSettings tool)
{
    tool.WorkingDirectory = folder;
    var restored = StartProcess("dotnet", new ProcessSettings { Arguments = new ProcessArgumentBuilder().Append("tool restore"), WorkingDirectory = folder });
    return restored == 0 ? StartProcess("dotnet", tool) : restored;
}

void RunTests(string filter)
{
    // In the folder of tests, but without tests of their own.
    var others = new[] { "MemoryApi.Testing", "MemoryApi.Benchmarks", "MemoryApi.Benchmarks.FirstCall", "MemoryApi.Benchmarks.StockClients", "MemoryApi.FrameworkTests.OlderRuntime.Net80", "MemoryApi.FrameworkTests.OlderRuntime.NetStandard20" };

    // The packages' tests take longest, so they start first.
    var projects = ParseSolution(solution).Projects.Where(project => project.Path.GetExtension() == ".csproj" && MakeRelative(project.Path).FullPath.StartsWith("tests/") && !others.Contains(project.Name))
        .OrderBy(project => project.Name != "MemoryApi.PackageTests").ToList();
    var succeeded = true;
    CleanDirectory(results);
    DotNetVSTest(projects.Select(project => project.Path.GetDirectory().CombineWithFilePath($"bin/{configuration}/net10.0/{project.Name}.dll")), new DotNetVSTestSettings
    {
        TestCaseFilter = filter,
        Parallel = true,
        Logger = "trx",
        ArgumentCustomization = arguments => arguments.AppendQuoted("--logger:console;verbosity=minimal"),
        ResultsDirectory = results,
        HandleExitCode = exitCode => (succeeded = exitCode == 0) || true,

        // Tests that start dotnet find it by this variable; on Windows, the test host isn't dotnet itself.
        EnvironmentVariables = new Dictionary<string, string> { ["DOTNET_HOST_PATH"] = System.Environment.ProcessPath },
    });
    SumUpTests(projects.Select(project => project.Name).ToList(), succeeded);
}

// CI reads the one line "N passed, N failed, N skipped" last, so it goes into a file that .ci/run prints when Cake is done.
void SumUpTests(IReadOnlyList<string> projects, bool succeeded)
{
    var file = GetFiles($"{results}/*.trx").SingleOrDefault() ?? throw new CakeException("The test runner wrote no results. The lines above say why.");
    var run = System.Xml.Linq.XDocument.Load(file.FullPath).Root;
    var space = run.Name.Namespace;
    var passedTests = run.Descendants(space + "UnitTestResult").Where(result => (string)result.Attribute("outcome") == "Passed").Select(result => (string)result.Attribute("testId")).ToHashSet();
    var tested = run.Descendants(space + "UnitTest").Where(test => passedTests.Contains((string)test.Attribute("id")))
        .Select(test => System.IO.Path.GetFileNameWithoutExtension((string)test.Attribute("storage"))).ToHashSet(StringComparer.OrdinalIgnoreCase);
    var missing = projects.Where(project => !tested.Contains(project)).ToList();
    var counters = run.Descendants(space + "Counters").Single();
    int Count(string name) => (int)counters.Attribute(name);
    var skipped = Count("total") - Count("executed");
    var failed = Count("executed") - Count("passed");
    var summary = $"{Count("passed")} passed, {failed} failed, {skipped} skipped";
    Information($"Results of {tested.Count} test projects in {results}:");
    Information(summary);
    System.IO.File.WriteAllText($"{results}/summary.txt", summary + Environment.NewLine);
    if (failed > 0 || missing.Count > 0 || !succeeded)
    {
        throw new CakeException(missing.Count > 0 ? $"No test passed in {string.Join(", ", missing)}."
            : failed > 0 ? "Tests failed. Run one project by itself with: dotnet test tests/<project>"
            : "A test process ended before all of its tests had run. The lines above say why.");
    }
}
