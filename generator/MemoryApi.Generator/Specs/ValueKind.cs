namespace MemoryApi.Generator.Specs;

/// <summary>What a value is in JSON.</summary>
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
