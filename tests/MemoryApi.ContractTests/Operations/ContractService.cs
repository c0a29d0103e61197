using System;
using System.Collections.Generic;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;

namespace MemoryApi.ContractTests;

/// <summary>A service under contract: its specification, its client, and what its key looks like on the wire.</summary>
/// <param name="Name">Name of the service.</param>
/// <param name="Spec">The specification.</param>
/// <param name="AuthorizationValue">What the header with the key must be, exactly; written out and not taken from the specification.</param>
/// <param name="ClientOf">Makes a client.</param>
internal sealed record ContractService(
    string Name, SpecDocument Spec, string AuthorizationValue, Func<Action<ApiClientOptions>, IDisposable> ClientOf)
{
    public const string Key = "m0-contract-key";

    public static ContractService Mem0 { get; } = new(
        "Mem0",
        SpecDocument.Load("mem0.yaml"),
        "Token m0-contract-key",
        configure =>
        {
            var options = new Mem0ClientOptions();
            configure(options);
            return new Mem0Client(Key, options);
        });

    public static ContractService Bland { get; } = new(
        "Bland",
        SpecDocument.Load("bland.yaml"),
        "m0-contract-key",
        configure =>
        {
            var options = new BlandClientOptions();
            configure(options);
            return new BlandClient(Key, options);
        });

    public static IReadOnlyList<ContractService> All { get; } = [Mem0, Bland];

    /// <summary>A client of a stand-in; it repeats nothing, so that requests can be counted.</summary>
    public IDisposable CreateClient(StubbedService service) => ClientOf(options =>
    {
        options.BaseAddress = service.BaseAddress;
        options.UseResilience = false;
    });

    /// <summary>A client whose messages stay in the process.</summary>
    public IDisposable CreateClient(CannedTransport transport) => ClientOf(options =>
    {
        options.BaseAddress = new Uri("https://service.test/");
        options.Transport = transport;
        options.UseResilience = false;
    });

    public override string ToString() => Name;
}
