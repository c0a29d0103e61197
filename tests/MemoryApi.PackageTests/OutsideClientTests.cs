using System;
using System.IO;
using System.Threading.Tasks;

namespace MemoryApi.PackageTests;

/// <summary>
/// A stranger's project has a client generated from our spec with an operation of its own added, in a namespace of its own. It sees
/// nothing of the SDK but the package of its core, so this guards that generated code stands on nothing internal.
/// </summary>
[NonParallelizable]
public class OutsideClientTests
{
    private const string InventedOperation = """
          /v1/memories/{memory_id}/pin/:
            post:
              operationId: Memories_Pin
              tags: [Memories]
              summary: Pins a memory.
              description: Keeps a memory at the top.
              x-source: made up
              x-idempotent: true
              parameters:
                - name: memory_id
                  in: path
                  required: true
                  description: Id of the memory.
                  schema: { type: string, minLength: 1 }
                  example: 8f14e45f-ceea-467f-a8f1-1d3d1c0b2a11
                - name: until
                  in: query
                  description: Last day.
                  schema: { type: string, format: date }
                  example: '2027-01-02'
              responses:
                '200': { $ref: '#/components/responses/Pinned' }
                '401': { $ref: '#/components/responses/Unauthorized' }

        """;

    private const string InventedResponse = """
            Pinned:
              description: The memory.
              content:
                application/json:
                  schema: { $ref: '#/components/schemas/Memory' }
                  examples:
                    current: { value: { id: 8f14e45f-ceea-467f-a8f1-1d3d1c0b2a11 } }

        """;

    private const string Authentication = """
        using MemoryApi.Core;

        namespace Contoso.Outside;

        public partial class Mem0Client
        {
            static partial void ConfigureAuthentication(ApiAuthentication authentication) => authentication.Prefix = "Token ";
        }
        """;

    private const string Program = """
        using System;
        using System.Net;
        using System.Net.Http;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;
        using Contoso.Outside;
        using MemoryApi.Core;

        var options = new Mem0ClientOptions { ApiKey = "m0-key", Transport = new Recorder() };
        using var client = new Mem0Client(options);
        var read = await client.Memories.GetAsync("a/b");
        await client.Memories.UpdateAsync("1", new UpdateMemoryRequest { Text = "new", ExpirationDate = null });
        await client.Memories.PinAsync("1", until: new CalendarDate(2027, 1, 2));
        var raw = await client.WithRawResponse.Memories.GetAsync("2");
        Console.WriteLine($"{read.Text} {raw.StatusCode} {client.GetType().Assembly.GetName().Name}");

        internal sealed class Recorder : HttpMessageHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
                Console.WriteLine($"{request.Method} {request.RequestUri!.PathAndQuery} {request.Headers.GetValues("Authorization").Single()} {body}".TrimEnd());
                return new HttpResponseMessage(HttpStatusCode.OK)
                {
                    RequestMessage = request,
                    Content = new StringContent("{\"id\":\"1\",\"memory\":\"old\"}", Encoding.UTF8, "application/json"),
                };
            }
        }
        """;

    [Test]
    public async Task A_generated_client_compiles_and_works_on_the_public_core_alone()
    {
        var spec = await File.ReadAllTextAsync(Path.Combine(Workspace.Repository, "specs", "mem0.yaml"));
        spec = InsertAfter(spec.ReplaceLineEndings("\n"), "\npaths:\n", InventedOperation);
        spec = InsertAfter(spec, "\n  responses:\n", InventedResponse);
        Workspace.Write("Outside/spec.yaml", spec);
        Workspace.Write("Outside/Program.cs", Program);
        Workspace.Write("Outside/Authentication.cs", Authentication);
        GeneratingProject.Write("Outside/Outside.csproj", "spec.yaml", "Contoso.Outside", strict: true);

        var output = await DotNetBuild.SucceedAsync(Workspace.Root, "run", "--project", "Outside");

        Assert.That(output.ReplaceLineEndings("\n"), Does.EndWith("""
            GET /v1/memories/a%2Fb/ Token m0-key
            PUT /v1/memories/1/ Token m0-key {"text":"new","expiration_date":null}
            POST /v1/memories/1/pin/?until=2027-01-02 Token m0-key
            GET /v1/memories/2/ Token m0-key
            old 200 Outside

            """.ReplaceLineEndings("\n")));
    }

    private static string InsertAfter(string text, string place, string addition)
    {
        var index = text.IndexOf(place, StringComparison.Ordinal);
        Assert.That(index, Is.Positive, $"\"{place}\" in the spec");
        return text.Insert(index + place.Length, addition.ReplaceLineEndings("\n"));
    }
}
