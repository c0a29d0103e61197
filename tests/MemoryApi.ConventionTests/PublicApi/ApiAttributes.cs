using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection.Metadata;

namespace MemoryApi.ConventionTests.PublicApi;

/// <summary>The attributes that are part of a signature: nullability, deprecation, and what the compiler encodes as attributes.</summary>
internal sealed class ApiAttributes(MetadataReader metadata)
{
    /// <summary>One flag for each reference in a type (0 oblivious, 1 not null, 2 nullable), or a single one for all of them.</summary>
    public IReadOnlyList<byte>? NullableFlags(CustomAttributeHandleCollection attributes)
    {
        if (Find(attributes, "NullableAttribute") is not { } attribute)
        {
            return null;
        }

        // The blob: a prolog of two bytes, then a byte, or an array with its length in four bytes.
        var blob = metadata.GetBlobBytes(attribute.Value);
        var signature = Constructor(attribute);
        return signature == 0x1D ? blob[6..(6 + BitConverter.ToInt32(blob, 2))] : [blob[2]];
    }

    public byte? NullableContext(CustomAttributeHandleCollection attributes) =>
        Find(attributes, "NullableContextAttribute") is { } attribute ? metadata.GetBlobBytes(attribute.Value)[2] : null;

    public bool Has(CustomAttributeHandleCollection attributes, string name) => Find(attributes, name) is not null;

    /// <summary>What stands before a declaration.</summary>
    public string Prefix(CustomAttributeHandleCollection attributes)
    {
        // The compiler marks members and types that old compilers must not use as obsolete; that is not deprecation.
        var compilerMade = Has(attributes, "CompilerFeatureRequiredAttribute") || Has(attributes, "IsByRefLikeAttribute");
        return Has(attributes, "ObsoleteAttribute") && !compilerMade ? "[Obsolete] " : "";
    }

    private CustomAttribute? Find(CustomAttributeHandleCollection attributes, string name) => attributes
        .Select(metadata.GetCustomAttribute)
        .Cast<CustomAttribute?>()
        .FirstOrDefault(attribute => TypeName(attribute!.Value) == name);

    private string TypeName(CustomAttribute attribute)
    {
        var parent = attribute.Constructor.Kind == HandleKind.MemberReference
            ? metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent
            : metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType();
        return parent.Kind switch
        {
            HandleKind.TypeReference => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name),
            HandleKind.TypeDefinition => metadata.GetString(metadata.GetTypeDefinition((TypeDefinitionHandle)parent).Name),
            _ => "",
        };
    }

    /// <summary>The element type of a constructor's one parameter.</summary>
    private byte Constructor(CustomAttribute attribute)
    {
        var signature = attribute.Constructor.Kind == HandleKind.MemberReference
            ? metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Signature
            : metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).Signature;

        // Header, number of parameters, return type, parameter.
        return metadata.GetBlobBytes(signature)[3];
    }
}
