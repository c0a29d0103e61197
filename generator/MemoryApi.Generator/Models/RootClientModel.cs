using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Documents;
using MemoryApi.Generator.Emission;
using MemoryApi.Generator.Naming;

namespace MemoryApi.Generator.Models;

/// <summary>The root client, its options and its registration.</summary>
internal sealed class RootClientModel(ApiDocument document, string @namespace)
{
    public string Namespace => @namespace;

    public string ClientName => document.ClientName;

    /// <summary>Name of the class with the methods that register the client.</summary>
    public string RegistrationName => ClientNames.Registration(ClientName);

    /// <summary>The type of the function that sets options, as documentation refers to it.</summary>
    public string ConfigureReference => $"Action{{{ClientName}Options}}";

    public string TitleXml => Documentation.Text(document.Title);

    /// <summary>The address of the service; null when the options must set it.</summary>
    public string AddressCode => document.Address.Length == 0 ? "null" : $"new Uri({CSharpText.Literal(document.Address)})";

    public string AddressVariableLiteral => Literal(document.AddressVariable);

    public string? AddressVariableXml => document.AddressVariable is { } variable ? Documentation.Code(variable) : null;

    public string? KeyVariableXml => document.Security.Variable is { } variable ? Documentation.Code(variable) : null;

    public string ClientHeaderLiteral => Literal(document.ClientHeader);

    /// <summary>Whether calls carry a key.</summary>
    public bool HasKey => document.Security.Scheme != SecurityKind.None;

    /// <summary>The document's description of the key.</summary>
    public string AuthenticationCode => document.Security switch
    {
        { Scheme: SecurityKind.None } => "ApiAuthentication.None()",
        { Scheme: SecurityKind.Key } security => $"new ApiAuthentication({Literal(security.Header)}{Variable(", ")})",
        { } security => $"ApiAuthentication.{security.Scheme}({Variable(string.Empty)})",
    };

    public IReadOnlyList<GroupModel> Groups => [.. document.Groups.Select(group => new GroupModel(group, []))];

    private string Variable(string separator) => document.Security.Variable is { } variable ? separator + CSharpText.Literal(variable) : string.Empty;

    private static string Literal(string? text) => text is null ? "null" : CSharpText.Literal(text);
}
