using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Types;
using NSwag;

namespace MemoryApi.Generator.Emission;

/// <summary>What the template of the root client needs to know.</summary>
internal sealed class RootClientModel
{
    public RootClientModel(OpenApiDocument document, string @namespace)
    {
        Namespace = @namespace;
        var scheme = document.SecurityDefinitions.Values.Single();
        ClientName = ClientNames.Root(document.Info.Extension("x-client-name"), document.Info.Title);
        Title = document.Info.Title;
        Description = document.Info.Description ?? string.Empty;
        BaseAddress = CSharpText.Literal(document.Servers.First().Url);
        AuthorizationHeader = CSharpText.Literal(scheme.Name);
        AuthorizationPrefix = CSharpText.Literal(scheme.Extension("x-auth-prefix") ?? string.Empty);
        var variable = scheme.Extension("x-auth-environment");
        EnvironmentVariable = variable ?? string.Empty;
        EnvironmentVariableLiteral = variable is null ? "null" : CSharpText.Literal(variable);
        var addressVariable = document.Info.Extension("x-address-environment");
        BaseAddressVariable = addressVariable ?? string.Empty;
        BaseAddressVariableLiteral = addressVariable is null ? "null" : CSharpText.Literal(addressVariable);
        ClientHeader = document.Info.Extension("x-client-header") is { } header ? CSharpText.Literal(header) : "null";
        Groups =
        [
            .. document.Operations
                .GroupBy(description => OperationNames.Split(description.Operation).Group)
                .Select(group => new RootClientGroup(
                    group.Key,
                    "_" + CSharpNames.Camel(group.Key).TrimStart('@'),
                    document.Tags?.FirstOrDefault(tag => tag.Name == group.Key)?.Description ?? $"The operations on {group.Key.ToLowerInvariant()}.",
                    group.All(description => description.Operation.IsDeprecated))),
        ];
    }

    public string Namespace { get; }

    public string ClientName { get; }

    /// <summary>Name of the class with the methods that register the client.</summary>
    public string RegistrationName => ClientNames.Registration(ClientName);

    /// <summary>The type of the function that sets options, as documentation refers to it.</summary>
    public string ConfigureReference => $"Action{{{ClientName}Options}}";

    public string Title { get; }

    public string Description { get; }

    public string BaseAddress { get; }

    public string AuthorizationHeader { get; }

    public string AuthorizationPrefix { get; }

    public string EnvironmentVariable { get; }

    public string EnvironmentVariableLiteral { get; }

    public string BaseAddressVariable { get; }

    public string BaseAddressVariableLiteral { get; }

    public string ClientHeader { get; }

    public IReadOnlyList<RootClientGroup> Groups { get; }
}

/// <summary>One group of operations: a property of the root client.</summary>
internal sealed record RootClientGroup(string Name, string Field, string Description, bool IsDeprecated);
