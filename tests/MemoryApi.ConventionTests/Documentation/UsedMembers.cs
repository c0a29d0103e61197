using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>The members that programs use, by the names of <see cref="PublicMembers"/>, as the compiler understands them.</summary>
internal static class UsedMembers
{
    public static HashSet<string> Of(Compilation compilation)
    {
        var names = new HashSet<string>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                foreach (var symbol in SymbolsAt(model, node))
                {
                    Add(names, symbol);
                }
            }
        }

        return names;
    }

    private static IEnumerable<ISymbol?> SymbolsAt(SemanticModel model, SyntaxNode node) => node switch
    {
        SimpleNameSyntax name => [model.GetSymbolInfo(name).Symbol],
        AssignmentExpressionSyntax assignment => [model.GetDeconstructionInfo(assignment).Method],
        MethodDeclarationSyntax { Modifiers: var modifiers } method when modifiers.Any(SyntaxKind.OverrideKeyword) => [model.GetDeclaredSymbol(method)?.OverriddenMethod],
        PropertyDeclarationSyntax { Modifiers: var modifiers } property when modifiers.Any(SyntaxKind.OverrideKeyword) => [model.GetDeclaredSymbol(property)?.OverriddenProperty],
        _ => [],
    };

    private static void Add(HashSet<string> names, ISymbol? symbol)
    {
        if (symbol is IMethodSymbol { ReducedFrom: { } extension })
        {
            symbol = extension;
        }

        if (symbol?.ContainingType is not null)
        {
            names.Add(PublicMembers.NameOf(symbol));
        }
    }
}
