using System;
using System.Threading.Tasks;
using MemoryApi.Core.Runtime;

namespace MemoryApi.UnitTests.Core.Registration;

/// <summary>A client as generated code makes one.</summary>
public sealed class TestClient(ApiConnection connection) : IDisposable
{
    public Task<string?> CallAsync() => connection.CallAsync();

    public void Dispose() => connection.Dispose();
}
