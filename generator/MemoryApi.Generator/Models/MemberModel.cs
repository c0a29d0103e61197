using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Emission;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;
using MemoryApi.Generator.Types;
using NJsonSchema;

namespace MemoryApi.Generator.Models;

/// <summary>A member of a class.</summary>
internal sealed class MemberModel
{
    private readonly bool _isSent;
    private readonly bool _isReceived;

    public MemberModel(JsonSchemaProperty schema, bool isSent, bool isReceived, TypeTable types, PagingSchemas? paging = null)
    {
        _isSent = isSent;
        _isReceived = isReceived;
        Schema = schema;
        Type = types.Of(schema);
        Paging = paging?.IsMember(schema) != true ? PagingRole.None
            : paging.IsItems(schema) ? PagingRole.Items
            : paging.IsOwner(schema.Target()) ? PagingRole.Owner : PagingRole.Member;
    }

    /// <summary>The role of the member in an enumeration of pages.</summary>
    public PagingRole Paging { get; }

    public JsonSchemaProperty Schema { get; }

    public TypeEntry Type { get; }

    public string WireName => Schema.Name;

    /// <summary>Other names of the member in responses.</summary>
    public IReadOnlyList<string> Aliases => Schema.ExtensionList(Extensions.Aliases);

    /// <summary>The C# name.</summary>
    public string Name => NameOf(Schema);

    /// <summary>The C# name as a parameter.</summary>
    public string Argument => CSharpNames.Camel(Name);

    /// <summary>The C# name of the parameter in XML documentation.</summary>
    public string ArgumentXml => Argument.TrimStart('@');

    public string AboutXml => Documentation.Text(Schema.Description, Schema, Type);

    public bool IsDeprecated => Schema.IsDeprecated;

    /// <summary>Whether the C# member is required. A member that only the service sets isn't.</summary>
    public bool IsRequired => Schema.IsRequired && !(_isSent && Schema.IsReadOnly) && !(_isReceived && Schema.IsWriteOnly);

    public bool IsNullable => Schema.IsNullable() && Type.Kind != SchemaKind.Any;

    /// <summary>Whether the C# type is nullable. A required member that isn't nullable is never null.</summary>
    public bool IsDeclaredNullable => !IsRequired || Schema.IsNullable();

    /// <summary>Whether the member has three states: it is sent, optional and nullable.</summary>
    public bool IsThreeState => _isSent && !IsRequired && Schema.IsNullable();

    /// <summary>Whether the member is a received free-form object, which is parsed only when it is first read.</summary>
    public bool IsKeptAsText => !_isSent && Type.Kind == SchemaKind.FreeForm;

    /// <summary>The field of such an object.</summary>
    public string TextField => "_" + Argument.TrimStart('@');

    public string DeclaredType => IsThreeState ? $"Optional<{NullableType}>" : NullableType;

    /// <summary>The initial value. A member that is only sent has none, since the constructor sets it.</summary>
    public string? Initial => _isReceived && IsRequired && !IsDeclaredNullable ? Type.Initial : null;

    /// <summary>The value that the reader's constructor sets; null when it sets none.</summary>
    public string? Unset => IsRequired ? Initial ?? "default!" : null;

    /// <summary>The expression of its codec inside of the codec of its class.</summary>
    public string Codec => Type.HasOwnCodec ? Name + "Codec" : Type.Codec;

    /// <summary>The expression for whether the member is set.</summary>
    public string IsSetCode => IsThreeState ? $"{Name}.IsSet" : $"{Name} is not null";

    /// <summary>The expression for the value, which is null when the member isn't set.</summary>
    public string ValueCode => IsThreeState ? $"{Name}.GetValueOrDefault(null)" : Name;

    private string NullableType => Type.Name + (IsDeclaredNullable ? "?" : string.Empty);

    public static string NameOf(JsonSchemaProperty schema) => schema.Extension(Extensions.Name) ?? CSharpNames.Pascal(schema.Name);
}

/// <summary>The role of a member in an enumeration of pages: none, the items, whether another page follows, or an object that contains such members.</summary>
internal enum PagingRole
{
    None,
    Items,
    Member,
    Owner,
}
