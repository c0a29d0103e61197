using System;
using System.Collections.Generic;

namespace MemoryApi.UnitTests.Mem0;

/// <summary>Takes reports where they are made; <see cref="Progress{T}"/> would take them later, on another thread.</summary>
public sealed class Collected<T> : IProgress<T>
{
    public List<T> Reports { get; } = [];

    public void Report(T value) => Reports.Add(value);
}
