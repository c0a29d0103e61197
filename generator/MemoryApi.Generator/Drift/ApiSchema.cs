using System;
using System.Collections.Generic;
using System.Collections.Frozen;

namespace MemoryApi.Generator.Drift;

/// <summary>A schema, however it was put together from references, <c>allOf</c> and alternatives.</summary>
/// <param name="type">The type, with the format if that changes the C# type.</param>
/// <param name="isNullable">Whether null is a value, too.</param>
/// <param name="values">The values of an enumeration.</param>
/// <param name="parts">The members (<c>.name</c>) and items (<c>[]</c>), described when they are asked for, since a schema may contain itself.</param>
internal sealed class ApiSchema(
    string type, bool isNullable, IReadOnlySet<string> values, Func<IReadOnlyDictionary<string, ApiMember>> parts)
{
    public const string Items = "[]";

    private readonly Lazy<IReadOnlyDictionary<string, ApiMember>> _parts = new(parts);

    public static ApiSchema Any { get; } = new("any");

    public static ApiSchema NoBody { get; } = new("no JSON body");

    private ApiSchema(string type)
        : this(type, isNullable: false, FrozenSet<string>.Empty, () => FrozenDictionary<string, ApiMember>.Empty)
    {
    }

    public string Type { get; } = type;

    public bool IsNullable { get; } = isNullable;

    public IReadOnlySet<string> Values { get; } = values;

    public IReadOnlyDictionary<string, ApiMember> Parts => _parts.Value;
}
