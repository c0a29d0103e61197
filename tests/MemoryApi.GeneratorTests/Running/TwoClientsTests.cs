using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator;

namespace MemoryApi.GeneratorTests.Running;

/// <summary>Two specifications of one name in one project: two versions of a service, for example.</summary>
public class TwoClientsTests
{
    private const string Program = """
        using System;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;

        namespace Contoso.App;

        internal static class Startup
        {
            public static void Add(IServiceCollection services, IConfiguration configuration)
            {
                services.AddContosoCrmClient((Contoso.V1.ContosoCrmClientOptions options) => options.ApiKey = "1");
                services.AddContosoCrmClient((Contoso.V2.ContosoCrmClientOptions options) => options.ApiKey = "2");
                services.AddKeyedContosoCrmClient("eu", configuration.GetSection("Crm"), (Contoso.V2.ContosoCrmClientOptions options) => { });
            }

            public static (string?, string?) Names(Contoso.V1.Customer old, Contoso.V2.Customer current) => (old.Name, current.Nickname);
        }
        """;

    [Test]
    public void They_build_cleanly_and_are_registered_beside_each_other()
    {
        using var first = new SpecFile(SpecFile.Crm);
        using var second = SpecFile.CrmWith(
            "        birthday: { type: string, format: date, nullable: true, description: Day of birth. }",
            "        nickname: { type: string, nullable: true, description: What friends say. }\n        birthday: { type: string, format: date, nullable: true, description: Day of birth. }");
        var files = new[] { (first, "Contoso.V1"), (second, "Contoso.V2") }.SelectMany(one => ClientFiles.Generate(one.Item1.Path, new GeneratorOptions(one.Item2) { IsStrict = true })).ToList();

        var problems = ClientAssembly.Problems(files, Program);

        Assert.That(problems, Is.Empty, string.Join("\n", problems.Take(20)));
        Assert.That(ClientAssembly.Load(files, Program).GetExportedTypes().Count(type => type.Name == "ContosoCrmClient"), Is.EqualTo(2));
    }
}
