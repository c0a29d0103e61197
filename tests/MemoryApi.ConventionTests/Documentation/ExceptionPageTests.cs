using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using System.Xml.Linq;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>docs/errors-and-retries.md names each exception that a program may have to catch, and what it says of them is true.</summary>
public partial class ExceptionPageTests
{
    private static readonly string Text = new Page("docs/errors-and-retries.md").Text;

    private static readonly Assembly[] Libraries = [typeof(MemoryApiException).Assembly, typeof(Mem0Client).Assembly, typeof(BlandClient).Assembly];

    /// <summary>The cells of each row that begins with an exception.</summary>
    private static IEnumerable<(string Exception, string[] Cells)> Rows => Row().Matches(Text)
        .Select(match => (match.Groups[1].Value, match.Value.Trim('|', ' ', '\n').Split(" | ")));

    private static IEnumerable<Type> PublicExceptions => Libraries
        .SelectMany(library => library.GetExportedTypes())
        .Where(type => type.IsAssignableTo(typeof(Exception)));

    private static IEnumerable<TestCaseData> Statuses => Rows
        .Where(row => row.Cells is [_, _, var codes] && StatusCode().IsMatch(codes))
        .SelectMany(row => StatusCode().Matches(row.Cells[2]).Select(code => new TestCaseData(int.Parse(code.Value.Replace("xx", "03", StringComparison.Ordinal), CultureInfo.InvariantCulture), row.Exception)));

    [Test]
    public void Each_exception_of_the_libraries_has_a_row()
    {
        Assert.That(PublicExceptions.Count(), Is.GreaterThan(15), "what is looked for");
        Assert.That(PublicExceptions.Select(type => type.Name).Except(Rows.Select(row => row.Exception)), Is.Empty);
    }

    [Test]
    public void The_base_class_that_a_row_names_is_right()
    {
        var rows = Rows.Where(row => row.Cells is [_, _, ['`', .., '`']]).ToList();

        Assert.That(rows, Has.Count.EqualTo(PublicExceptions.Count(type => type.Assembly != typeof(MemoryApiException).Assembly)), "those of methods that make several calls");
        Assert.That(
            rows.Select(row => (row.Exception, row.Cells[2].Trim('`'))),
            Is.EquivalentTo(rows.Select(row => (row.Exception, PublicExceptions.Single(type => type.Name == row.Exception).BaseType!.Name))));
    }

    [TestCaseSource(nameof(Statuses))]
    [TestCase(402, nameof(MemoryApiException))]
    [TestCase(418, nameof(MemoryApiException))]
    public async Task A_status_has_the_exception_that_its_row_names(int status, string exception)
    {
        using var transport = new OneStatus((HttpStatusCode)status);
        using var mem0 = new Mem0Client("m0-test", new Mem0ClientOptions { Transport = transport, UseResilience = false });

        var failure = await Assert.CatchAsync<MemoryApiException>(() => mem0.Memories.GetAsync("8f14e45f-ceea-467f-a8f1-1d3d1c0b2a11"));

        Assert.That(failure!.GetType().Name, Is.EqualTo(exception));
    }

    [Test]
    public void Each_status_of_the_table_is_tried() =>
        Assert.That(Statuses.Select(status => status.Arguments[0]), Is.SupersetOf(new object[] { 400, 401, 403, 404, 408, 409, 413, 422, 429, 503 }));

    [Test]
    public void Each_exception_that_a_public_member_documents_is_on_the_page()
    {
        var documented = Libraries.SelectMany(Documented).ToList();

        Assert.That(documented.Select(documents => documents.Exception), Has.Some.EqualTo("System.IO.InvalidDataException").And.Some.EqualTo("MemoryApi.Mem0.BatchCanceledException"), "what is looked for");
        Assert.That(documented.Where(documents => !IsOnPage(documents.Exception)).Select(documents => $"{documents.Member}: {documents.Exception}"), Is.Empty);
    }

    private static bool IsOnPage(string exception)
    {
        for (var type = FindType(exception); type is not null && type != typeof(SystemException) && type != typeof(Exception); type = type.BaseType)
        {
            if (Text.Contains($"`{type.Name}`", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static Type? FindType(string name) => AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null);

    /// <summary>The exceptions in the XML documentation of what users call. The runtime of generated code isn't for them.</summary>
    private static IEnumerable<(string Member, string Exception)> Documented(Assembly library)
    {
        var members = library.GetExportedTypes()
            .Where(type => type.Namespace != "MemoryApi.Core.Runtime")
            .SelectMany(type => type.GetMembers().Select(member => $"{type.FullName!.Replace('+', '.')}.{member.Name}".Replace("..ctor", ".#ctor", StringComparison.Ordinal)))
            .ToHashSet();
        return XDocument.Load(Path.Combine(TestContext.CurrentContext.TestDirectory, library.GetName().Name + ".xml"))
            .Descendants("exception")
            .Select(exception => (Member: NameOf(exception.Parent!.Attribute("name")!.Value), Exception: exception.Attribute("cref")!.Value[2..]))
            .Where(documented => members.Contains(documented.Member));
    }

    /// <summary>The name of a member without its kind, type parameters and parameters.</summary>
    private static string NameOf(string id) => MethodArity().Replace(id[2..].Split('(')[0], string.Empty);

    [GeneratedRegex(@"^\| `(\w+Exception)`.*\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\b(\d{3}|5xx)\b")]
    private static partial Regex StatusCode();

    [GeneratedRegex("``[0-9]+$")]
    private static partial Regex MethodArity();

    private sealed class OneStatus(HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { RequestMessage = request, Content = new StringContent("""{"detail":"no"}""") });
    }
}
