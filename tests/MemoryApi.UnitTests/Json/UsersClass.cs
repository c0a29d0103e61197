using System.Collections.Generic;
using MemoryApi.Bland;
using MemoryApi.Core;
using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Json;

/// <summary>A class of a user that holds types of the libraries wherever JSON libraries treat them apart.</summary>
internal sealed class UsersClass
{
    public Memory? Memory { get; set; }

    public List<Memory?>? Memories { get; set; }

    public Dictionary<string, Memory?>? ByName { get; set; }

    public MemoryEventKind Kind { get; set; }

    public MemoryEventKind? MaybeKind { get; set; }

    public Dictionary<MemoryEventKind, int>? Counts { get; set; }

    public Optional<string?> Name { get; set; }

    public Optional<CalendarDate?> Until { get; set; }

    public Optional<Memory?> Kept { get; set; }

    public Optional<int> Number { get; set; }

    public CalendarDate Day { get; set; }

    public CalendarDate? MaybeDay { get; set; }

    public FactPatch? Facts { get; set; }

    public MessageContent? Content { get; set; }

    public object? Anything { get; set; }
}
