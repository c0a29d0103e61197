using System;
using System.Collections.Generic;
using System.Net.Http;

namespace MemoryApi.Benchmarks.Contenders;

/// <summary>Makes contenders by name.</summary>
public static class ContenderFactory
{
    public static readonly IReadOnlyList<string> Names = [Contender.Baseline, "ours, no handlers", "ours, all defaults", "NSwag, Newtonsoft", "NSwag, System.Text.Json"];

    /// <summary>Not among the names above: it differs from "ours, all defaults" in its start only.</summary>
    public const string WithoutContainer = "ours, all defaults, no container";

    public static Contender Create(string name, Uri mem0, Uri bland, Func<HttpMessageHandler> transport) => name switch
    {
        Contender.Baseline => new RawContender(mem0, bland, transport()),
        "ours, no handlers" => OurContender.WithoutHandlers(mem0, bland, transport()),
        "ours, all defaults" => OurContender.WithDefaults(mem0, bland, transport),
        WithoutContainer => OurContender.WithoutContainer(mem0, bland, transport()),
        "NSwag, Newtonsoft" => new NewtonsoftContender(mem0, bland, transport()),
        "NSwag, System.Text.Json" => new SystemTextContender(mem0, bland, transport()),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such contender."),
    };
}
