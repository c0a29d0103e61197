using System;
using NJsonSchema;

namespace MemoryApi.Generator.Types;

/// <summary>How a value is read and written.</summary>
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
    Boolean,
    Int32,
    Int64,
    Double,
    Decimal,
    DateTimeOffset,
    UnixTime,
    CalendarDate,
}

/// <summary>Tells the kind of a schema.</summary>
internal static class SchemaKinds
{
    public static SchemaKind Kind(this JsonSchema schema)
    {
        var target = schema.Target();
        return target switch
        {
            _ when target.Extension("x-type") is not null => SchemaKind.HandWritten,
            _ when target.IsAny() => SchemaKind.Any,
            _ when target.IsModel() => SchemaKind.Model,
            _ when target.IsFreeForm() => SchemaKind.FreeForm,
            _ when target.IsMap() => SchemaKind.Map,
            _ when target.IsOpenEnum() => SchemaKind.OpenEnum,
            { Type: JsonObjectType.Array } => SchemaKind.List,
            { Type: JsonObjectType.Boolean } => SchemaKind.Boolean,
            { Type: JsonObjectType.Integer, Format: "unix-time" } => SchemaKind.UnixTime,
            { Type: JsonObjectType.Integer, Format: "int32" } => SchemaKind.Int32,
            { Type: JsonObjectType.Integer } => SchemaKind.Int64,
            { Type: JsonObjectType.Number, Format: "decimal" } => SchemaKind.Decimal,
            { Type: JsonObjectType.Number } => SchemaKind.Double,
            { Type: JsonObjectType.String, Format: "date-time" } => SchemaKind.DateTimeOffset,
            { Type: JsonObjectType.String, Format: "date" } => SchemaKind.CalendarDate,
            { Type: JsonObjectType.String } => SchemaKind.String,
            _ => throw new NotSupportedException($"A schema of type {target.Type} has no reader. The convention checks should have refused it."),
        };
    }

    /// <summary>Whether the C# type is a struct.</summary>
    public static bool IsStruct(this SchemaKind kind) => kind is SchemaKind.OpenEnum or SchemaKind.Boolean or SchemaKind.Int32 or SchemaKind.Int64
        or SchemaKind.Double or SchemaKind.Decimal or SchemaKind.DateTimeOffset or SchemaKind.UnixTime or SchemaKind.CalendarDate;
}
