using System;
using System.Threading.Tasks;
using MemoryApi.Core.Runtime;

namespace MemoryApi.UnitTests.Core.Registration;

/// <summary>A client as generated code makes one.</summary>
public sealed class TestClient(ApiConnection connection) : IDisposable
{
    public ApiConnection Connection { get; } = connection;

    public Task<string?> CallAsync() => Connection.CallAsync();

    public void Dispose() => Connection.Dispose();
}
