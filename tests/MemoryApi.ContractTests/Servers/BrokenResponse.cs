using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace MemoryApi.ContractTests;

/// <summary>What a server can do instead of responding, under the names that WireMock gives to these faults.</summary>
internal static class BrokenResponse
{
    private static readonly Dictionary<string, Func<FaultConnection, Task>> Kinds = new()
    {
        ["CONNECTION_RESET_BY_PEER"] = connection => connection.ResetAsync(),
        ["EMPTY_RESPONSE"] = connection => connection.CloseAsync(),
        ["MALFORMED_RESPONSE_CHUNK"] = ThenClose("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nno size of a chunk\r\n"u8.ToArray()),
        ["RANDOM_DATA_THEN_CLOSE"] = ThenClose(RandomData()),
    };

    public static Func<FaultConnection, Task> Of(string kind) => Kinds[kind];

    private static Func<FaultConnection, Task> ThenClose(byte[] sent) => async connection =>
    {
        await connection.SendAsync(sent);
        await connection.CloseAsync();
    };

    private static byte[] RandomData()
    {
        var data = new byte[500];
        new Random(Seed: 1).NextBytes(data);
        return data;
    }
}
