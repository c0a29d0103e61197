using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MemoryApi.ConventionTests.PublicApi;

namespace MemoryApi.PackageTests;

/// <summary>
/// The way of generator/README.md from "the vendor changed something" to a change that can be merged: its commands, done in a copy of the
/// repository with a field, an operation and a value that are new and a field that is gone.
/// </summary>
[NonParallelizable]
[Category(RepositoryCopy.Category)]
public class RegenerationTests
{
    private const string Operation = "Contacts_Archive";

    [OneTimeSetUp]
    public async Task MakeCopy()
    {
        await RepositoryCopy.CreateAsync();
        await SucceedAsync("dotnet tool restore");
    }

    [Test]
    public async Task A_vendors_change_goes_through_all_steps_of_the_page()
    {
        var spec = Path.Combine(RepositoryCopy.Root, "specs", "bland.yaml");
        await File.WriteAllTextAsync(Path.Combine(RepositoryCopy.Root, "vendor.yaml"), Changed(await File.ReadAllTextAsync(spec)));
        await File.WriteAllTextAsync(Path.Combine(RepositoryCopy.Root, "specs", "bland.departures.yaml"), "");
        var commands = Commands();
        Assert.That(commands, Has.Count.EqualTo(5), "the commands of the page");

        var (exitCode, report) = await DoAsync(commands[0]);
        Assert.That(exitCode, Is.Not.Zero, report);
        Assert.That(report, Does.Contain("nickname").And.Contain("crm_record_id").And.Contain("whatsapp").And.Contain("/v1/contacts/{contact_id}/archive"));

        File.Copy(Path.Combine(RepositoryCopy.Root, "vendor.yaml"), spec, overwrite: true);
        Assert.That(await SucceedAsync(commands[0]), Does.Contain("0 undeclared differences"));

        Assert.That(await SucceedAsync(commands[1]), Does.Contain("Generating bland -> MemoryApi.Bland"));

        var tests = await SucceedAsync(commands[2]);
        Assert.That(int.Parse(Regex.Match(tests, @"Passed:\s+(\d+)").Groups[1].Value, null), Is.GreaterThan(10), tests);

        await SucceedAsync(commands[3]);
        Assert.That(PublicApiDifference.Between(Baseline(Workspace.Repository), Baseline(RepositoryCopy.Root)), Is.EquivalentTo(new[]
        {
            "- MemoryApi.Bland.CrmSync: public string? CrmRecordId { get; set; }",
            "+ MemoryApi.Bland.Contact: public string? Nickname { get; set; }",
            "+ MemoryApi.Bland.ContactsClient: public virtual System.Threading.Tasks.Task<MemoryApi.Bland.Contact> ArchiveAsync(string contactId, "
                + "MemoryApi.Core.RequestOptions? options = null, System.Threading.CancellationToken cancellationToken = default) { }",
            "+ MemoryApi.Bland.ContactsClientWithRawResponse: public virtual System.Threading.Tasks.Task<MemoryApi.Core.ApiResponse<MemoryApi.Bland.Contact>> ArchiveAsync(string contactId, "
                + "MemoryApi.Core.RequestOptions? options = null, System.Threading.CancellationToken cancellationToken = default) { }",
            "+ MemoryApi.Bland.MessageChannel: public static MemoryApi.Bland.MessageChannel Whatsapp { get; }",
            "+ MemoryApi.Bland.MessageChannel.Names: public const string Whatsapp = \"whatsapp\";",
        }));

        Assert.That(commands[4], Is.EqualTo("dotnet cake --target=CI"), "what is left is the whole build");
    }

    /// <summary>The commands of the page, for the other service and with their places filled in.</summary>
    private static List<string> Commands()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryCopy.Root, "generator", "README.md"));
        var section = page[page.IndexOf("## When the vendor", StringComparison.Ordinal)..page.IndexOf("## Errors", StringComparison.Ordinal)];
        return [.. Regex.Matches(section, @"\| `(dotnet [^`]+)` \|").Select(match => match.Groups[1].Value
            .Replace("FILE", "vendor.yaml --spec=bland", StringComparison.Ordinal)
            .Replace("MemoryApi.Mem0", "MemoryApi.Bland", StringComparison.Ordinal)
            .Replace("OPERATION", Operation, StringComparison.Ordinal))];
    }

    private static string Changed(string spec)
    {
        spec = spec.ReplaceLineEndings("\n");
        spec = Replaced(spec, "enum: [call, sms]", "enum: [call, sms, whatsapp]");
        spec = Replaced(spec, "        crm_record_id:\n          type: string\n          nullable: true\n          description: Id of the record in the CRM; null while there is none.\n", "");
        spec = Replaced(spec, "\n        crm_syncs:\n          type: array\n", "\n        nickname:\n          type: string\n          nullable: true\n          description: What friends say.\n        crm_syncs:\n          type: array\n");
        return Replaced(spec, "\n  /v1/contacts/{contact_id}:\n", $$"""

              /v1/contacts/{contact_id}/archive:
                post:
                  operationId: {{Operation}}
                  tags: [Contacts]
                  summary: Archives a contact.
                  description: Hides a contact from lists.
                  x-source: made up
                  x-idempotent: true
                  parameters:
                    - name: contact_id
                      in: path
                      required: true
                      description: Id of the contact.
                      schema:
                        type: string
                        minLength: 1
                      example: aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee
                  responses:
                    '200':
                      description: The contact.
                      content:
                        application/json:
                          schema:
                            $ref: '#/components/schemas/ContactEnvelope'
                          examples:
                            current:
                              value:
                                data:
                                  id: aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee
                                  nickname: Johnny
                                errors: null
                    '404':
                      $ref: '#/components/responses/ContactNotFound'
              /v1/contacts/{contact_id}:

            """.ReplaceLineEndings("\n"));
    }

    private static string Replaced(string text, string old, string replacement)
    {
        Assert.That(text.Split(old), Has.Length.EqualTo(2), $"exactly one \"{old}\" in the spec");
        return text.Replace(old, replacement, StringComparison.Ordinal);
    }

    private static string Baseline(string repository) =>
        File.ReadAllText(Path.Combine(repository, "tests/MemoryApi.ConventionTests/PublicApi/Baselines/MemoryApi.Bland.txt")).ReplaceLineEndings("\n");

    private static async Task<string> SucceedAsync(string command)
    {
        var (exitCode, output) = await DoAsync(command);
        Assert.That(exitCode, Is.Zero, command + "\n" + output);
        return output;
    }

    private static Task<(int ExitCode, string Output)> DoAsync(string command) => RepositoryCopy.RunAsync(command.Split(' ')[1..]);
}
