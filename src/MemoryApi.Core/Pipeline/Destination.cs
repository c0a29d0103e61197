namespace MemoryApi.Core;

/// <summary>Where a call goes. A call keeps it for all its attempts, also when the options of a registered client change meanwhile.</summary>
internal class Destination(string baseAddress, ApiClientOptions options)
{
    /// <summary>The address of the service, with a slash at its end.</summary>
    public string BaseAddress { get; } = baseAddress;

    /// <summary>The options that the address is from.</summary>
    public ApiClientOptions Options { get; } = options;

    /// <summary>The options whose key belongs to the address: the current ones, unless they have another address. A key never goes to the address of other options.</summary>
    public ApiClientOptions WithKey(ApiClientOptions current) =>
        ReferenceEquals(current, Options) || Equals(current.BaseAddress, Options.BaseAddress) ? current : Options;
}
