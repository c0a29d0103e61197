namespace MemoryApi.Generator.Specs;

/// <summary>The kind of a JSON value.</summary>
internal enum ValueKind
{
    Null,
    Boolean,
    Integer,
    Number,
    Text,
    List,
    Mapping,
}
