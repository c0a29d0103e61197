using System.Collections.Generic;

namespace MemoryApi.Generator.Drift;

/// <summary>The kinds of differences, as departures name them. "Extra" means that only our specification has it, "missing" that only the vendor's has it.</summary>
internal static class DifferenceKinds
{
    public const string OperationExtra = "operation-extra";
    public const string OperationMissing = "operation-missing";
    public const string ParameterExtra = "parameter-extra";
    public const string ParameterMissing = "parameter-missing";
    public const string PropertyExtra = "property-extra";
    public const string PropertyMissing = "property-missing";
    public const string Type = "type";
    public const string Required = "required";
    public const string Nullable = "nullable";
    public const string Enum = "enum";
    public const string StatusExtra = "status-extra";
    public const string StatusMissing = "status-missing";

    public static IReadOnlyList<string> All { get; } =
    [
        OperationExtra, OperationMissing, ParameterExtra, ParameterMissing, PropertyExtra, PropertyMissing, Type, Required, Nullable, Enum, StatusExtra, StatusMissing,
    ];
}
