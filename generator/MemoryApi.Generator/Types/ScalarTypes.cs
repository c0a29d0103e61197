using System.Collections.Generic;
using System.Linq;
using NJsonSchema;

namespace MemoryApi.Generator.Types;

/// <summary>One row of the table of scalars.</summary>
/// <param name="Type">OpenAPI's type.</param>
/// <param name="Format">OpenAPI's format; null for all formats without a row of their own.</param>
/// <param name="Kind">How it is read and written.</param>
/// <param name="Name">The C# type.</param>
/// <param name="IsStruct">Whether the C# type is a struct.</param>
internal sealed record ScalarType(JsonObjectType Type, string? Format, SchemaKind Kind, string Name, bool IsStruct);

/// <summary>The types that have no members: each type and format of OpenAPI with its C# type.</summary>
internal static class ScalarTypes
{
    public static readonly IReadOnlyList<ScalarType> All =
    [
        new(JsonObjectType.String, "date-time", SchemaKind.DateTimeOffset, "DateTimeOffset", IsStruct: true),
        new(JsonObjectType.String, "date", SchemaKind.CalendarDate, "CalendarDate", IsStruct: true),
        new(JsonObjectType.String, "byte", SchemaKind.Bytes, "byte[]", IsStruct: false),
        new(JsonObjectType.String, null, SchemaKind.String, "string", IsStruct: false),
        new(JsonObjectType.Integer, "int32", SchemaKind.Int32, "int", IsStruct: true),
        new(JsonObjectType.Integer, "uint64", SchemaKind.UInt64, "ulong", IsStruct: true),
        new(JsonObjectType.Integer, "ulong", SchemaKind.UInt64, "ulong", IsStruct: true),
        new(JsonObjectType.Integer, "unix-time", SchemaKind.UnixTime, "DateTimeOffset", IsStruct: true),

        // JSON doesn't limit integers, and identifiers can be larger than 32 bits.
        new(JsonObjectType.Integer, null, SchemaKind.Int64, "long", IsStruct: true),
        new(JsonObjectType.Number, "decimal", SchemaKind.Decimal, "decimal", IsStruct: true),
        new(JsonObjectType.Number, null, SchemaKind.Double, "double", IsStruct: true),
        new(JsonObjectType.Boolean, null, SchemaKind.Boolean, "bool", IsStruct: true),
    ];

    public static ScalarType? Of(JsonSchema schema) => All.FirstOrDefault(row => row.Type == schema.Type && (row.Format is null || row.Format == schema.Format));
}
