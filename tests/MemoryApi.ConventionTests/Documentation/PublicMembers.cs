using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MemoryApi.ConventionTests.Documentation;

/// <summary>
/// What the libraries offer to users, by names such as <c>MemoriesClient.SearchAsync</c>: the methods of groups and helpers, the properties and static members
/// that lead to them, and the options. All overloads of a method have one name.
/// </summary>
/// <remarks>
/// These members are left out: the runtime of generated code, which generator/RUNTIME.md lists; obsolete members; members that IntelliSense hides; methods for
/// raw responses, since each has a counterpart of the same name; and members that exist for .NET, such as equality, and <c>TryParse</c> of open enums, which
/// ASP.NET Core calls.
/// </remarks>
internal static class PublicMembers
{
    private const string Runtime = "MemoryApi.Core.Runtime";

    private static readonly string[] Libraries = ["MemoryApi.Core", "MemoryApi.Mem0", "MemoryApi.Bland"];

    public static IEnumerable<string> Of(Compilation compilation) => compilation.References
        .Select(compilation.GetAssemblyOrModuleSymbol)
        .OfType<IAssemblySymbol>()
        .Where(static assembly => Libraries.Contains(assembly.Name))
        .SelectMany(static assembly => Types(assembly.GlobalNamespace))
        .SelectMany(static type => type.GetMembers().Where(IsOffered))
        .Select(NameOf)
        .Distinct();

    public static string NameOf(ISymbol member) => $"{member.ContainingType.Name}.{member.Name}";

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) => space.ToDisplayString() == Runtime ? [] : space.GetTypeMembers()
        .Where(static type => type.DeclaredAccessibility == Accessibility.Public
            && !IsHidden(type)
            && !type.Name.EndsWith("WithRawResponse", StringComparison.Ordinal)
            && type.BaseType?.ContainingNamespace.ToDisplayString() != Runtime)
        .Concat(space.GetNamespaceMembers().SelectMany(Types));

    private static bool IsOffered(ISymbol member) => member.DeclaredAccessibility == Accessibility.Public && !IsHidden(member) && !IsForDotNet(member) && member switch
    {
        IMethodSymbol method => method.MethodKind == MethodKind.Ordinary && !IsOpenEnum(method.ContainingType),
        IPropertySymbol property => property.IsStatic ? !IsOpenEnum(property.ContainingType) : IsOptions(property.ContainingType) || IsClient(property.ContainingType),
        IFieldSymbol field => field.ContainingType.IsStatic,
        _ => false,
    };

    private static bool IsOptions(INamedTypeSymbol type) => type.Name.EndsWith("Options", StringComparison.Ordinal);

    private static bool IsClient(INamedTypeSymbol type) => type.Name is "Mem0Client" or "BlandClient";

    private static bool IsOpenEnum(INamedTypeSymbol type) => type.IsValueType && type.GetMembers("IsKnown").Length > 0;

    private static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(static attribute => attribute.AttributeClass!.Name == nameof(ObsoleteAttribute)
        || (attribute.AttributeClass.Name == "EditorBrowsableAttribute" && attribute.ConstructorArguments is [{ Value: (int)System.ComponentModel.EditorBrowsableState.Never }]));

    /// <summary>Overrides, and members of interfaces such as equality, comparison and enumeration.</summary>
    private static bool IsForDotNet(ISymbol member) => member.IsOverride || member.ContainingType.AllInterfaces
        .SelectMany(static @interface => @interface.GetMembers())
        .Any(required => SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(required), member));
}
