using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>
/// All programs of the pages as one assembly, in which each has a namespace of its own. What is wrong with one is reported with the line of its page, warnings
/// included. The first argument of the assembly is the number of the program to run.
/// </summary>
internal static class ProgramCompilation
{
    private const string EmulatorStart = "MemoryApiEmulator.StartAsync()";
    private const string LaggingEmulatorStart = "MemoryApiEmulator.StartAsync(new EmulatorOptions { SearchLag = TimeSpan.FromSeconds(3) })";

    /// <summary>What a new project with implicit usings has.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    /// <summary>Compiles the programs, in the order of the list.</summary>
    public static CSharpCompilation Of(IReadOnlyList<PageProgram> programs) => CSharpCompilation.Create(
        "Pages",
        programs.Select((program, number) => Parse(AsMethod(program, number), program.Page)).Append(Parse(ImplicitUsings, "usings")).Append(Parse(EntryPoint(programs.Count), "entry point")),
        References(),
        new CSharpCompilationOptions(
            OutputKind.ConsoleApplication,
            nullableContextOptions: NullableContextOptions.Enable,
            optimizationLevel: OptimizationLevel.Release,
            generalDiagnosticOption: ReportDiagnostic.Error,
            specificDiagnosticOptions: new Dictionary<string, ReportDiagnostic>
            {
                ["CS1998"] = ReportDiagnostic.Suppress, // A program without await is a method that has to be asynchronous here.
                ["CS1701"] = ReportDiagnostic.Suppress, // The build unifies versions of assemblies; the compiler alone can't.
                ["CS1702"] = ReportDiagnostic.Suppress,
            }));

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path, Encoding.UTF8);

    // What the tests run on, apart from what only tests have.
    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(static path => !Path.GetFileName(path).StartsWith("MemoryApi.ConventionTests", StringComparison.Ordinal)
            && !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
            && !Path.GetFileName(path).StartsWith("nunit", StringComparison.OrdinalIgnoreCase))
        .Select(static path => MetadataReference.CreateFromFile(path));

    private static string AsMethod(PageProgram program, int number)
    {
        // A lagging emulator, as the services lag, also where a program starts one itself.
        var source = program.Source.Replace(EmulatorStart, LaggingEmulatorStart, StringComparison.Ordinal);
        var root = CSharpSyntaxTree.ParseText(source, ParseOptions).GetCompilationUnitRoot();
        var text = new StringBuilder();
        foreach (var directive in root.Usings)
        {
            Append(directive);
        }

        text.Append("namespace Pages.Program").Append(number).AppendLine("{ internal static class Program { public static async Task RunAsync(string[] args) {");
        foreach (var statement in root.Members.OfType<GlobalStatementSyntax>())
        {
            Append(statement);
        }

        text.AppendLine("}}");
        foreach (var type in root.Members.Where(static member => member is not GlobalStatementSyntax))
        {
            Append(type);
        }

        return text.AppendLine("}").ToString();

        void Append(SyntaxNode node)
        {
            var line = program.Line + root.SyntaxTree.GetLineSpan(node.FullSpan).StartLinePosition.Line;
            text.AppendLine().Append("#line ").Append(line).Append(" \"").Append(program.Page).AppendLine("\"").Append(node.ToFullString()).AppendLine().AppendLine("#line default");
        }
    }

    /// <summary>The second argument is the folder with the libraries.</summary>
    private static string EntryPoint(int count) => $$"""
        using System.Runtime.CompilerServices;
        using System.Runtime.Loader;

        internal static class EntryPoint
        {
            private static Task Main(string[] args)
            {
                AssemblyLoadContext.Default.Resolving += (context, name) =>
                    Path.Combine(args[1], name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
                return RunAsync(args[0]);
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            private static Task RunAsync(string number) => number switch
            {
                {{string.Concat(Enumerable.Range(0, count).Select(static number => $"\"{number}\" => Pages.Program{number}.Program.RunAsync([]),\n"))}}
                _ => throw new ArgumentException("There is no such program."),
            };
        }
        """;
}
