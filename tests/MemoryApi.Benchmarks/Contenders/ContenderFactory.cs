using System;
using System.Collections.Generic;
using System.Net.Http;

namespace MemoryApi.Benchmarks.Contenders;

/// <summary>Makes contenders by name.</summary>
public static class ContenderFactory
{
    public static readonly IReadOnlyList<string> Names = [Contender.Baseline, Standard, "ours, no handlers", "ours, all defaults", "NSwag, Newtonsoft", "NSwag, System.Text.Json"];

    /// <summary>Contenders that call like one of <see cref="Names"/>, but start in another way. Only the cold start measures them.</summary>
    public static readonly IReadOnlyList<string> StartNames = [RawWithContainer, WithoutContainer];

    /// <summary>Hand-written, with a container and .NET's own pipeline.</summary>
    private const string Standard = "standard";

    private const string RawWithContainer = "raw, with a container";
    private const string WithoutContainer = "ours, all defaults, no container";

    public static Contender Create(string name, Uri mem0, Uri bland, Func<HttpMessageHandler> transport) => name switch
    {
        Contender.Baseline => new RawContender(mem0, bland, transport()),
        Standard => RawContender.WithStandardPipeline(mem0, bland, transport),
        RawWithContainer => RawContender.WithContainer(mem0, bland, transport),
        "ours, no handlers" => OurContender.WithoutHandlers(mem0, bland, transport()),
        "ours, all defaults" => OurContender.WithDefaults(mem0, bland, transport),
        WithoutContainer => OurContender.WithoutContainer(mem0, bland, transport()),
        "NSwag, Newtonsoft" => new NewtonsoftContender(mem0, bland, transport()),
        "NSwag, System.Text.Json" => new SystemTextContender(mem0, bland, transport()),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such contender."),
    };
}
