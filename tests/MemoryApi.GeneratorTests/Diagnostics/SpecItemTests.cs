using System.IO;
using MemoryApi.Generator.Diagnostics;

namespace MemoryApi.GeneratorTests.Diagnostics;

/// <summary>A mistake that isn't in the specification is reported at the item that names it, never at another one.</summary>
public class SpecItemTests
{
    private string _project = "";

    [SetUp]
    public void Create() => _project = Path.GetTempFileName();

    [TearDown]
    public void Delete() => File.Delete(_project);

    [TestCase("""<MemoryApiSpec Include="a.yaml" />""", 3)]
    [TestCase("""<MemoryApiSpec Namespace="X" Include="a.yaml" />""", 3)]
    [TestCase("""<MemoryApiSpec Include='a.yaml' />""", 3)]
    [TestCase("""<MemoryApiSpec Include="data.yaml" /> X<MemoryApiSpec Include="a.yaml" />""", 4)]
    [TestCase("""<!-- <MemoryApiSpec Include="a.yaml" /> --> X<MemoryApiSpec Include="a.yaml" />""", 4)]
    [TestCase("""<MemoryApiSpec Include="b.yaml" /> X<MemoryApiSpec Include="c.yaml; a.yaml" />""", 4)]
    [TestCase("""<MemoryApiSpec Update="a.yaml" /> X<MemoryApiSpec Include="a.yaml" />""", 4)]
    public void The_item_with_the_path_is_told(string items, int line) =>
        Assert.That(Place(items, "a.yaml"), Is.EqualTo((_project, line, 5)));

    [TestCase("specs/a.yaml")]
    [TestCase("specs\\a.yaml")]
    public void Slashes_of_both_kinds_are_one(string include) =>
        Assert.That(Place("""<MemoryApiSpec Include="b.yaml" /> X<MemoryApiSpec Include="specs\a.yaml" />""", include), Is.EqualTo((_project, 4, 5)));

    [TestCase("""<MemoryApiSpec Include="*.yaml" />""")]
    [TestCase("""<MemoryApiSpec Include="$(Spec)" />""")]
    public void The_only_item_is_told_however_it_comes_to_its_path(string items) =>
        Assert.That(Place(items, "a.yaml"), Is.EqualTo((_project, 3, 5)));

    [TestCase("""<MemoryApiSpec Include="b.yaml" /> X<MemoryApiSpec Include="$(Spec)" />""")]
    [TestCase("""<MemoryApiSpec Include="a.yaml" Condition="$(A)" /> X<MemoryApiSpec Include="a.yaml" Condition="!$(A)" />""")]
    [TestCase("")]
    public void Of_several_that_it_could_be_none_is_told_but_the_project(string items) =>
        Assert.That(Place(items, "a.yaml"), Is.EqualTo((_project, 0, 0)));

    [Test]
    public void A_mistake_with_a_line_stays_where_it_is()
    {
        var mistake = new Diagnostic("a.yaml", 7, 1, "MAPI010", "wrong");

        Assert.That(new SpecItem(_project, "a.yaml").Place(mistake), Is.EqualTo(mistake));
    }

    /// <summary>Places a mistake of a project that has these items, each on a line of its own.</summary>
    private (string File, int Line, int Column) Place(string items, string include)
    {
        File.WriteAllText(_project, $"<Project>\n  <ItemGroup>\n    {items.Replace(" X", "\n    ", System.StringComparison.Ordinal)}\n  </ItemGroup>\n</Project>");
        var placed = new SpecItem(_project, include).Place(new Diagnostic(include, 0, 0, "MAPI001", "missing"));
        return (placed.File, placed.Line, placed.Column);
    }
}
