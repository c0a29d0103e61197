using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using MemoryApi.ConventionTests.Documentation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemoryApi.ConventionTests;

/// <summary>Whoever looks for a type by its name finds one: no two hand-written types of libraries and generator share a name, internal ones included.</summary>
public class TypeNameTests
{
    /// <summary>With the reason.</summary>
    private static readonly Dictionary<string, string> Shared = new()
    {
        ["ContentFormat"] = "The generator writes the names of the runtime's enum.",
        ["OverloadResolutionPriorityAttribute"] = "The compiler wants it in each assembly where the framework lacks it.",
        ["Program"] = "The entry points.",
    };

    [Test]
    public void No_two_types_have_one_name()
    {
        var types = new[] { "src", "generator" }.SelectMany(TypesIn).ToList();
        var doubles = types.GroupBy(type => type.Name).Where(group => group.Select(type => (type.Project, type.Namespace)).Distinct().Count() > 1).ToList();

        Assert.That(types, Has.Count.GreaterThan(400));
        Assert.Multiple(() =>
        {
            Assert.That(
                doubles.Where(group => !Shared.ContainsKey(group.Key)).Select(group => $"{group.Key}: {string.Join(", ", group.Select(type => type.File))}"), Is.Empty);
            Assert.That(Shared.Keys.Except(doubles.Select(group => group.Key)), Is.Empty, "needs no exception any more");
        });
    }

    /// <summary>Types that aren't nested in others, with the number of their type parameters.</summary>
    private static IEnumerable<(string Name, string Project, string Namespace, string File)> TypesIn(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(static file => !Regex.IsMatch(file, "/(bin|obj)/"))
            .SelectMany(static file => CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(Repository.Root, file))).GetRoot()
                .DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
                .Where(static node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                .Select(node => (NameOf(node), string.Join('/', file.Split('/').Take(2)), NamespaceOf(node), file)));

    private static string NameOf(SyntaxNode type) => type switch
    {
        TypeDeclarationSyntax { TypeParameterList.Parameters.Count: > 0 and var count } generic => $"{generic.Identifier.Text}`{count}",
        BaseTypeDeclarationSyntax plain => plain.Identifier.Text,
        DelegateDeclarationSyntax callback => callback.Identifier.Text,
        _ => throw new ArgumentException("Not a type."),
    };

    private static string NamespaceOf(SyntaxNode type) => type.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>()?.Name.ToString() ?? string.Empty;
}
