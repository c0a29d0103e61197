namespace MemoryApi.Generator.Diagnostics;

/// <summary>The codes of all errors, in one place so that none is used twice. They are documented in the README of the package, as are those of its build targets.</summary>
internal static class DiagnosticCodes
{
    public const string SpecNotReadable = "MAPI001";
    public const string SpecNotYaml = "MAPI002";
    public const string SpecNotOpenApi = "MAPI003";
    public const string OpenApiVersion = "MAPI004";
    public const string Reference = "MAPI005";
    public const string Namespace = "MAPI006";
    public const string Keyword = "MAPI007";
    public const string Path = "MAPI008";
    public const string Schema = "MAPI009";
    public const string OperationId = "MAPI010";
    public const string Idempotent = "MAPI011";
    public const string NamedSchemas = "MAPI012";
    public const string ClosedRequests = "MAPI013";
    public const string Responses = "MAPI014";
    public const string Source = "MAPI015";
    public const string Described = "MAPI016";
    public const string Names = "MAPI017";
    public const string Security = "MAPI018";
    public const string Unsupported = "MAPI019";
    public const string Departure = "MAPI020";
    public const string Replacement = "MAPI021";
    public const string Shorthand = "MAPI022";
    public const string Pagination = "MAPI023";
    public const string Size = "MAPI024";
    public const string Extension = "MAPI025";

    /// <summary>Not an error: a message about something that was filled in.</summary>
    public const string Completed = "MAPI200";
}
