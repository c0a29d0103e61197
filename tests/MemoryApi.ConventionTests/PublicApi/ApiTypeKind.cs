namespace MemoryApi.ConventionTests.PublicApi;

internal enum ApiTypeKind
{
    Reference,
    Value,
    Array,
    ByReference,
}
