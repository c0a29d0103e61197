using System;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

public partial class CreateExportRequest
{
    /// <summary>Creates the object with its required members.</summary>
    /// <param name="schema">JSON schema of what to write. Descriptions of its members tell the model what they mean.</param>
    /// <param name="filter">Which memories to export. An <see cref="EntityScope"/> converts to it implicitly.</param>
    /// <exception cref="ArgumentNullException">The schema or the filter is missing.</exception>
    public CreateExportRequest(JObject schema, MemoryFilter filter)
    {
        Require.NotNull(schema, nameof(schema));
        Require.NotNull(filter, nameof(filter));
        Schema = schema;
        Filters = filter.ToExportJson();
    }

    partial void ValidateMore()
    {
        if (!Filters.ContainsKey(FilterList.All) && !Filters.ContainsKey(FilterList.Any))
        {
            throw new ArgumentException(
                $"CreateExportRequest.Filters has neither AND nor OR, and the service refuses conditions outside of such a list. Make it from a {nameof(MemoryFilter)}.",
                "request");
        }
    }
}
