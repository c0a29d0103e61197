namespace MemoryApi.Generator.Types;

/// <summary>How a value is read and written. The names of scalars equal the names of the runtime's methods for them.</summary>
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
