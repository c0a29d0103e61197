using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using MemoryApi.Generator;
using MemoryApi.Generator.Diagnostics;

namespace MemoryApi.GeneratorTests.Hostile;

/// <summary>Documents that are made to break a reader end soon, with one error.</summary>
[NonParallelizable]
public class HostileShapeTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private const string Head = "openapi: 3.0.3\ninfo: { title: Shop, version: '1' }\npaths:\n  /a: { get: { responses: { '200': { description: Done., content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } } } }\ncomponents:\n  schemas:\n";

    [TestCaseSource(nameof(Documents))]
    public void It_ends_soon_with_one_error(string name, Func<string> document)
    {
        using var spec = new SpecFile(document());
        var time = new RunningTime();

        var error = spec.OnlyError(isStrict: false);

        Assert.That(time.Elapsed, Is.LessThan(Longest), name);
        Assert.That(error.Line, Is.Positive, error.ToString());
        Assert.That(error.Code, Is.AnyOf(DiagnosticCodes.Size, DiagnosticCodes.Reference, DiagnosticCodes.Unsupported, DiagnosticCodes.SpecNotYaml, DiagnosticCodes.Keyword, DiagnosticCodes.Names), error.ToString());
    }

    /// <summary>Documents that are large or unusual, but valid.</summary>
    [TestCaseSource(nameof(OddDocuments))]
    public void It_is_generated_soon(string name, Func<string> document)
    {
        using var spec = new SpecFile(document());
        var time = new RunningTime();

        var code = spec.Generate(isStrict: false);

        Assert.That(time.Elapsed, Is.LessThan(Longest), name);
        Assert.That(code, Does.Contain("public partial class"));
    }

    /// <summary>
    /// Time on the clock, or of this process's processors if that is less: other processes may keep the machine busy, and the garbage collector works beside
    /// the generator.
    /// </summary>
    private sealed class RunningTime
    {
        private readonly long _started = Stopwatch.GetTimestamp();
        private readonly TimeSpan _usedBefore = Environment.CpuUsage.TotalTime;

        public TimeSpan Elapsed => TimeSpan.FromTicks(Math.Min(Stopwatch.GetElapsedTime(_started).Ticks, (Environment.CpuUsage.TotalTime - _usedBefore).Ticks));
    }

    private static IEnumerable<TestCaseData> Documents() => Cases(
        ("brackets 20,000 deep", () => new string('[', 20_000)),
        ("mappings 20,000 deep", () => Head + "    A: " + string.Concat(Enumerable.Repeat("{ items: ", 20_000))),
        ("blocks 5,000 deep", () => string.Concat(Enumerable.Range(0, 5_000).Select(i => new string(' ', i) + "a:\n"))),
        ("aliases nine deep", () => "a0: &a0 [1,1,1,1,1,1,1,1,1]\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 9))}]\n")) + Head),
        ("aliases in a chain", () => "a0: &a0 [1]\n" + string.Concat(Enumerable.Range(1, 20_000).Select(i => $"a{i}: &a{i} [*a{i - 1}]\n")) + Head),
        ("an alias in itself", () => "x: &x [*x]\n" + Head),
        ("10 MB of text", () => Head + "    A: { type: object, description: " + new string('x', 10_000_000) + " }\n"),
        ("10 MB of schemas", () => Head + string.Concat(Enumerable.Range(0, 150_000).Select(i => $"    A{i}: {{ type: object, properties: {{ a: {{ type: string }} }} }}\n"))),
        ("a reference to itself", () => Head + "    A: { $ref: '#/components/schemas/A' }\n"),
        ("references in a circle", () => Head + "    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n"),
        ("a chain of 20,000 references", () => Head + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"    {(i == 0 ? "A" : "A" + i)}: {{ $ref: '#/components/schemas/A{i + 1}' }}\n")) + "    A20000: { type: string }\n"),
        ("allOf of itself", () => Head + "    A: { allOf: [{ $ref: '#/components/schemas/A' }, { type: object, properties: { a: { type: string } } }] }\n"),
        ("allOf in a circle", () => Head + "    A: { description: A., allOf: [{ $ref: '#/components/schemas/B' }] }\n    B: { description: B., allOf: [{ $ref: '#/components/schemas/A' }] }\n"),
        ("a chain of 10,000 allOf", () => Head + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"    {(i == 0 ? "A" : "A" + i)}: {{ allOf: [{{ $ref: '#/components/schemas/A{i + 1}' }}, {{ properties: {{ a{i}: {{ type: string }} }} }}] }}\n")) + "    A10000: { type: object }\n"),
        ("a list of itself", () => Head + "    A: { type: array, items: { $ref: '#/components/schemas/A' } }\n"),
        ("a map of itself", () => Head + "    A: { type: object, additionalProperties: { $ref: '#/components/schemas/A' } }\n"),
        ("lists in a circle", () => Head + "    A: { type: array, items: { $ref: '#/components/schemas/B' } }\n    B: { type: array, items: { $ref: '#/components/schemas/A' } }\n"),
        ("a reference elsewhere", () => Head + "    A: { $ref: 'other.yaml#/A' }\n"));

    private static IEnumerable<TestCaseData> OddDocuments() => Cases(
        ("an object that holds itself", () => Head + "    A: { type: object, properties: { a: { $ref: '#/components/schemas/A' }, b: { type: array, items: { $ref: '#/components/schemas/A' } } } }\n"),
        ("an enum of 5,000 values of one name", () => Head + "    A: { type: object, properties: { e: { $ref: '#/components/schemas/E' } } }\n    E: { type: string, enum: ['" + string.Join("','", Enumerable.Range(0, 5_000).Select(i => new string('-', i % 70) + new string('.', i / 70))) + "'] }\n"),
        ("limits beyond all numbers", () => Head + "    A: { type: object, properties: { a: { type: number, maximum: 1.797e308 }, b: { type: integer, minimum: -9223372036854776000 }, c: { type: string, maxLength: 99999999999 } } }\n"),
        ("a name of 10,000 letters", () => Head + "    A: { type: object, properties: { " + new string('n', 10_000) + ": { type: string }, " + new string('n', 10_001) + ": { type: object, properties: { a: { type: string } } } } }\n"));

    private static IEnumerable<TestCaseData> Cases(params (string Name, Func<string> Document)[] cases) => cases.Select(one => new TestCaseData(one.Name, one.Document).SetArgDisplayNames(one.Name));
}
