namespace MemoryApi.Generator.Types;

/// <summary>How a value is read and written. The names of scalars are those of the runtime's members that do so.</summary>
internal enum SchemaKind
{
    Any,
    FreeForm,
    Model,
    HandWritten,
    OpenEnum,
    List,
    Map,
    String,
    Bytes,
    Boolean,
    Int32,
    Int64,
    UInt64,
    Double,
    Decimal,
    DateTimeOffset,
    UnixTime,
    CalendarDate,
}
