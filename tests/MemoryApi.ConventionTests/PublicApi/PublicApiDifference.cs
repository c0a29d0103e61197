using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemoryApi.ConventionTests.PublicApi;

/// <summary>What two surfaces don't share: a line for each declaration, with - or + and the name of the type that it belongs to.</summary>
internal static class PublicApiDifference
{
    public static IReadOnlyList<string> Between(string before, string after)
    {
        var old = Declarations(before);
        var now = Declarations(after);
        return [.. old.Except(now).Select(static declaration => "- " + declaration), .. now.Except(old).Select(static declaration => "+ " + declaration)];
    }

    private static List<string> Declarations(string text) =>
    [
        .. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes()
            .Where(static node => node is MemberDeclarationSyntax and not BaseNamespaceDeclarationSyntax)
            .Select(static node => $"{string.Join('.', node.Ancestors().Select(NameOf).Where(static name => name != "").Reverse())}: {Regex.Replace(TextOf(node), @"\s+", " ")}"),
    ];

    private static string NameOf(SyntaxNode node) => node switch
    {
        BaseNamespaceDeclarationSyntax names => names.Name.ToString(),
        TypeDeclarationSyntax type => $"{type.Identifier}{type.TypeParameterList}",
        BaseTypeDeclarationSyntax type => type.Identifier.ToString(),
        _ => "",
    };

    /// <summary>Of a type what stands before its members, which have lines of their own.</summary>
    private static string TextOf(SyntaxNode declaration)
    {
        var text = declaration.ToString();
        return declaration is BaseTypeDeclarationSyntax type ? text[..(type.OpenBraceToken.SpanStart - type.SpanStart)].TrimEnd() : text;
    }
}
