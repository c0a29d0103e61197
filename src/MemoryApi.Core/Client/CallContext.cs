using System;
using System.Threading;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Core;

/// <summary>The data that all calls of a connection to one destination share, so that each call needs only one reference.</summary>
internal sealed class CallContext(TimeProvider clock, Destination destination, bool includesServiceMessage)
{
    private ObservedServer? _server;
    private ConstantAddress? _constantAddresses;

    public TimeProvider Clock => clock;

    /// <summary>Where the calls go.</summary>
    public Destination Destination => destination;

    /// <summary>The base address of the calls.</summary>
    public string BaseAddress => destination.BaseAddress;

    /// <summary>Whether the message of an exception may contain the service's own text.</summary>
    public bool IncludesServiceMessage => includesServiceMessage;

    /// <summary>Host and port of the address for telemetry, parsed once instead of for each call.</summary>
    public ObservedServer Server => _server ??= new ObservedServer(BaseAddress);

    /// <summary>The address of a call. An operation without parameters in path and query always has the same one, which is created only once.</summary>
    /// <exception cref="ArgumentException">The address is too long or invalid.</exception>
    public Uri AddressOf(ApiOperation operation, string relativeUri)
    {
        if (!IsPathTemplate(operation, relativeUri))
        {
            return Create(operation, relativeUri);
        }

        var newest = Volatile.Read(ref _constantAddresses);
        for (var known = newest; known is not null; known = known.Next)
        {
            if (ReferenceEquals(known.Operation, operation))
            {
                return known.Uri;
            }
        }

        // If another thread adds one at the same time, one of the two is lost and created again by a later call.
        var address = new ConstantAddress(operation, Create(operation, relativeUri), newest);
        Volatile.Write(ref _constantAddresses, address);
        return address.Uri;
    }

    private static bool IsPathTemplate(ApiOperation operation, string relativeUri) =>
        operation.PathTemplate.Length == relativeUri.Length + 1 && operation.PathTemplate.EndsWith(relativeUri, StringComparison.Ordinal);

    private Uri Create(ApiOperation operation, string relativeUri) =>
        Uri.TryCreate(BaseAddress + relativeUri, UriKind.Absolute, out var uri)
            ? uri
            : throw new ArgumentException($"The arguments of {operation.Id} give an address that is too long or invalid.");

    private sealed class ConstantAddress(ApiOperation operation, Uri uri, ConstantAddress? next)
    {
        public ApiOperation Operation => operation;

        public Uri Uri => uri;

        public ConstantAddress? Next => next;
    }
}
