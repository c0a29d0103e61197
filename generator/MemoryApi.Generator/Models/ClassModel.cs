using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Emission;
using MemoryApi.Generator.Specs;
using MemoryApi.Generator.Types;
using NJsonSchema;

namespace MemoryApi.Generator.Models;

/// <summary>A class that is generated for a component with properties.</summary>
internal sealed class ClassModel
{
    public ClassModel(string name, JsonSchema schema, SchemaRoles roles, TypeTable types, PagingSchemas paging, bool hasHook)
    {
        Name = name;
        Schema = schema;
        IsSent = roles.IsSent(schema);
        IsReceived = roles.IsReceived(schema);
        HasHook = hasHook;
        ErrorsMember = schema.ExtensionMember(Extensions.Envelope, "errors");
        Members = [.. schema.Properties.Values.Where(property => property.Name != ErrorsMember).Select(property => new MemberModel(property, IsSent, IsReceived, types, paging))];
    }

    public string Name { get; }

    public JsonSchema Schema { get; }

    public string AboutXml => Documentation.Text(Schema.Description);

    public bool IsDeprecated => Schema.IsDeprecated;

    public bool IsSent { get; }

    public bool IsReceived { get; }

    /// <summary>Whether unknown members are kept. In a response they always are.</summary>
    public bool KeepsUnknown => IsReceived || Schema.AllowAdditionalProperties;

    /// <summary>Whether there is additional hand-written validation (<c>ValidateMore</c>).</summary>
    public bool HasHook { get; }

    /// <summary>Wire name of the member that lists errors of an envelope.</summary>
    public string? ErrorsMember { get; }

    public IReadOnlyList<MemberModel> Members { get; }

    public IReadOnlyList<MemberModel> RequiredMembers => [.. Members.Where(member => member.IsRequired)];

    /// <summary>Whether a constructor sets the required members.</summary>
    public bool HasConstructor => IsSent && RequiredMembers.Count > 0;

    public string ConstructorParametersCode => string.Join(", ", RequiredMembers.Select(member => $"{member.DeclaredType} {member.Argument}"));

    /// <summary>The statements that validate the object before it is sent.</summary>
    public string ChecksCode => RequestValidation.Emit(this);
}
