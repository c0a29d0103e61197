using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace MemoryApi.ConventionTests.PublicApi;

/// <summary>Reads types out of signatures.</summary>
internal sealed class ApiTypeProvider : ISignatureTypeProvider<ApiType, ApiGenericNames>
{
    private const byte ValueTypeKind = 0x11;

    public ApiType GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode switch
    {
        PrimitiveTypeCode.String => new ApiType("string", ApiTypeKind.Reference),
        PrimitiveTypeCode.Object => new ApiType("object", ApiTypeKind.Reference),
        PrimitiveTypeCode.Boolean => new ApiType("bool", ApiTypeKind.Value),
        PrimitiveTypeCode.Byte => new ApiType("byte", ApiTypeKind.Value),
        PrimitiveTypeCode.Char => new ApiType("char", ApiTypeKind.Value),
        PrimitiveTypeCode.Double => new ApiType("double", ApiTypeKind.Value),
        PrimitiveTypeCode.Int16 => new ApiType("short", ApiTypeKind.Value),
        PrimitiveTypeCode.Int32 => new ApiType("int", ApiTypeKind.Value),
        PrimitiveTypeCode.Int64 => new ApiType("long", ApiTypeKind.Value),
        PrimitiveTypeCode.Single => new ApiType("float", ApiTypeKind.Value),
        PrimitiveTypeCode.UInt32 => new ApiType("uint", ApiTypeKind.Value),
        PrimitiveTypeCode.UInt64 => new ApiType("ulong", ApiTypeKind.Value),
        PrimitiveTypeCode.Void => new ApiType("void", ApiTypeKind.Value),
        _ => new ApiType(typeCode.ToString(), ApiTypeKind.Value),
    };

    public ApiType GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = Bare(reader.GetString(type.Name));
        for (var outer = type.GetDeclaringType(); !outer.IsNil; outer = reader.GetTypeDefinition(outer).GetDeclaringType())
        {
            name = Bare(reader.GetString(reader.GetTypeDefinition(outer).Name)) + "." + name;
        }

        return new ApiType(name, Kind(rawTypeKind));
    }

    public ApiType GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        var name = Bare(reader.GetString(type.Name));
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            name = GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, rawTypeKind).Name + "." + name;
        }

        return new ApiType(name, Kind(rawTypeKind));
    }

    public ApiType GetTypeFromSpecification(MetadataReader reader, ApiGenericNames genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public ApiType GetSZArrayType(ApiType elementType) => new("[]", ApiTypeKind.Array, [elementType]);

    public ApiType GetArrayType(ApiType elementType, ArrayShape shape) => new($"[{new string(',', shape.Rank - 1)}]", ApiTypeKind.Array, [elementType]);

    public ApiType GetByReferenceType(ApiType elementType) => new("ref", ApiTypeKind.ByReference, [elementType]);

    public ApiType GetPointerType(ApiType elementType) => new(elementType.Name + "*", ApiTypeKind.Value);

    public ApiType GetPinnedType(ApiType elementType) => elementType;

    public ApiType GetModifiedType(ApiType modifier, ApiType unmodifiedType, bool isRequired) => unmodifiedType;

    public ApiType GetFunctionPointerType(MethodSignature<ApiType> signature) => new("delegate*", ApiTypeKind.Value);

    public ApiType GetGenericInstantiation(ApiType genericType, ImmutableArray<ApiType> typeArguments) => genericType with { Arguments = typeArguments };

    public ApiType GetGenericMethodParameter(ApiGenericNames genericContext, int index) => new(genericContext.OfMethod[index], ApiTypeKind.Reference);

    public ApiType GetGenericTypeParameter(ApiGenericNames genericContext, int index) => new(genericContext.OfType[index], ApiTypeKind.Reference);

    public static string Bare(string name) => name.Split('`')[0];

    private static ApiTypeKind Kind(byte rawTypeKind) => rawTypeKind == ValueTypeKind ? ApiTypeKind.Value : ApiTypeKind.Reference;
}
