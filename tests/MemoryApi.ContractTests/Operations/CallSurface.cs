namespace MemoryApi.ContractTests;

/// <summary>The two ways to call an operation.</summary>
internal enum CallSurface
{
    /// <summary><c>client.Memories.GetAsync(…)</c></summary>
    Plain,

    /// <summary><c>client.WithRawResponse.Memories.GetAsync(…)</c></summary>
    WithRawResponse,
}
