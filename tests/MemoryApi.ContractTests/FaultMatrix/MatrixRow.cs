using System;
using System.Globalization;

namespace MemoryApi.ContractTests;

/// <summary>The result of one operation under one fault.</summary>
internal sealed record MatrixRow(MatrixFault Fault, MatrixOperation Operation, Exception? Exception, int Attempts, int Requests, TimeSpan Elapsed)
{
    public const string Header = "| fault | operation | exception | attempts | requests seen | elapsed ms |";

    public int ExpectedAttempts => Operation.IsSafe ? Fault.SafeAttempts : Fault.UnsafeAttempts;

    public int ExpectedRequests => Fault.IsReceived ? ExpectedAttempts : 0;

    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture,
        "| {0,-33} | {1,-23} | {2,-27} | {3} | {4} | {5,5:0} |",
        Fault.Name,
        Operation.Name,
        Exception?.GetType().Name ?? "none",
        Attempts,
        Requests,
        Elapsed.TotalMilliseconds);
}
