using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using MemoryApi.Generator;
using MemoryApi.Generator.Diagnostics;

namespace MemoryApi.GeneratorTests.Running;

/// <summary>A document that keeps the conventions needs no completing.</summary>
public class HouseStyleTests
{
    [TestCase("mem0.yaml")]
    [TestCase("bland.yaml")]
    public void A_document_in_house_style_gives_the_same_client_without_Strict(string file)
    {
        var path = Path.Combine(Repository.Root, "specs", file);
        var options = new GeneratorOptions("Contoso.Client") { HandWrittenTypes = ["MessageContent"] };
        var messages = new List<Diagnostic>();

        var completed = ClientFiles.Generate(path, options, messages);

        Assert.That(completed, Is.EqualTo(ClientFiles.Generate(path, options with { IsStrict = true })));
        Assert.That(messages, Is.Empty);
    }

    /// <summary>What a client of Mem0 is at most: without readable code, nobody can step through it.</summary>
    [Test]
    public void The_code_of_a_client_stays_small()
    {
        var files = ClientFiles.Generate(Path.Combine(Repository.Root, "specs", "mem0.yaml"), new GeneratorOptions("Contoso.Client") { HandWrittenTypes = ["MessageContent"], IsStrict = true });
        var operations = files.Sum(file => Regex.Count(file.Code, "ApiOperation Operation = new\\("));

        Assert.That(files.Sum(file => file.Code.Count(character => character == '\n')) / (double)operations, Is.LessThan(192));
    }
}
