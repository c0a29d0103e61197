using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using MemoryApi.Core;

namespace MemoryApi.UnitTests.Core.Resilience;

/// <summary>
/// Polly's strategies wrap the state of a call in a type of their own. A strategy that runs another pipeline multiplies these types with each strategy, and a
/// Native AOT build, which compiles all of them, doesn't end. So only the package's handler runs a pipeline.
/// </summary>
public sealed class PipelineNestingTests
{
    [Test]
    public void No_code_of_ours_runs_a_pipeline_itself() =>
        Assert.That(CalledMembersOf("ResiliencePipeline").Where(static name => name.StartsWith("Execute", System.StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void The_search_finds_members_of_pipelines() => Assert.That(CalledMembersOf("ResiliencePipeline"), Is.Not.Empty);

    private static List<string> CalledMembersOf(string type)
    {
        using var file = new PEReader(File.OpenRead(typeof(ApiClientOptions).Assembly.Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.MemberReferences.Select(metadata.GetMemberReference).Where(member => TypeOf(member.Parent) == type).Select(member => metadata.GetString(member.Name))];

        string? TypeOf(EntityHandle parent) => parent.Kind switch
        {
            HandleKind.TypeReference => NameOf((TypeReferenceHandle)parent),
            HandleKind.TypeSpecification => GenericTypeOf(metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)parent).Signature)),
            _ => null,
        };

        string? GenericTypeOf(BlobReader signature) =>
            signature.ReadSignatureTypeCode() == SignatureTypeCode.GenericTypeInstance
            && signature.ReadByte() >= 0
            && signature.ReadTypeHandle() is { Kind: HandleKind.TypeReference } generic
                ? NameOf((TypeReferenceHandle)generic)
                : null;

        string NameOf(TypeReferenceHandle handle) => metadata.GetString(metadata.GetTypeReference(handle).Name).Split('`')[0];
    }
}
