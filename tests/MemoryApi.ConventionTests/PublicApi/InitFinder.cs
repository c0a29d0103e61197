using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace MemoryApi.ConventionTests.PublicApi;

/// <summary>Tells of a type in a signature whether it carries the modifier of an init accessor.</summary>
internal sealed class InitFinder : ISignatureTypeProvider<bool, ApiGenericNames>
{
    public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => modifier;

    public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        reader.GetString(reader.GetTypeReference(handle).Name) == "IsExternalInit";

    public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        reader.GetString(reader.GetTypeDefinition(handle).Name) == "IsExternalInit";

    public bool GetTypeFromSpecification(MetadataReader reader, ApiGenericNames genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => false;

    public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => false;

    public bool GetSZArrayType(bool elementType) => false;

    public bool GetArrayType(bool elementType, ArrayShape shape) => false;

    public bool GetByReferenceType(bool elementType) => false;

    public bool GetPointerType(bool elementType) => false;

    public bool GetPinnedType(bool elementType) => false;

    public bool GetFunctionPointerType(MethodSignature<bool> signature) => false;

    public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => false;

    public bool GetGenericMethodParameter(ApiGenericNames genericContext, int index) => false;

    public bool GetGenericTypeParameter(ApiGenericNames genericContext, int index) => false;
}
