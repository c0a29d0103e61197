using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MemoryApi.ConventionTests.PublicApi;

/// <summary>
/// What an assembly offers to its users, as text: a line for each type and member, in a fixed order. It reads metadata only, so
/// assemblies for any framework can be listed, without what they depend on.
/// </summary>
internal sealed class ApiListing
{
    private readonly MetadataReader _metadata;
    private readonly ApiAttributes _attributes;
    private readonly ApiMembers _members;

    private ApiListing(MetadataReader metadata)
    {
        _metadata = metadata;
        _attributes = new ApiAttributes(metadata);
        _members = new ApiMembers(metadata, _attributes);
    }

    public static string Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var lines = new ApiListing(file.GetMetadataReader()).Types();
        return string.Join("\n", lines) + "\n";
    }

    private IEnumerable<string> Types()
    {
        var blocks = new List<(string Name, IEnumerable<string> Lines)>();
        foreach (var handle in _metadata.TypeDefinitions)
        {
            if (IsVisible(handle))
            {
                var name = _members.FullName(handle);
                blocks.Add((name, Describe(handle, name)));
            }
        }

        return blocks.OrderBy(block => block.Name, StringComparer.Ordinal).SelectMany(block => block.Lines);
    }

    private IEnumerable<string> Describe(TypeDefinitionHandle handle, string name)
    {
        var type = _metadata.GetTypeDefinition(handle);
        yield return _members.TypeHeader(handle, name);
        foreach (var line in _members.Of(handle, type).Order(StringComparer.Ordinal))
        {
            yield return "    " + line;
        }
    }

    private bool IsVisible(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(type.GetDeclaringType()),
            _ => false,
        };
    }
}
