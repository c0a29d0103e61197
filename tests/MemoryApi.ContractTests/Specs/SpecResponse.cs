using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>A declared response.</summary>
internal sealed class SpecResponse
{
    public SpecResponse(SpecDocument document, int status, JObject response)
    {
        Status = status;
        if (SpecOperation.Content(response) is { } content)
        {
            Schema = (JObject)content["schema"]!;
            Examples = SpecExample.Of(content);
        }

        Headers = response["headers"] is JObject headers
            ? headers.Properties().ToDictionary(header => header.Name, header => document.Resolve(header.Value)["example"]!.ToString())
            : [];
    }

    public int Status { get; }

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The schema of the body; <see langword="null"/> when there is none.</summary>
    public JObject? Schema { get; }

    public IReadOnlyList<SpecExample> Examples { get; } = [];

    /// <summary>Each declared header with its example.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>This response with one of its examples, as a stub.</summary>
    public StubbedResponse Stub(SpecExample? example) => example is null
        ? new StubbedResponse(Status) { Headers = Headers }
        : StubbedResponse.Json(Status, example.Value) with { Headers = Headers };

    public override string ToString() => Status.ToString(CultureInfo.InvariantCulture);
}
