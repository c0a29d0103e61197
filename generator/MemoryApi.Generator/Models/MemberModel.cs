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

    /// <summary>What it says to an enumeration of pages.</summary>
    public PagingRole Paging { get; }

    public JsonSchemaProperty Schema { get; }

    public TypeEntry Type { get; }

    public string WireName => Schema.Name;

    /// <summary>Other names under which it may arrive.</summary>
    public IReadOnlyList<string> Aliases => Schema.ExtensionList(Extensions.Aliases);

    /// <summary>The C# name.</summary>
    public string Name => NameOf(Schema);

    /// <summary>The C# name as a parameter.</summary>
    public string Argument => CSharpNames.Camel(Name);

    /// <summary>The C# name in documentation of parameters.</summary>
    public string ArgumentXml => Argument.TrimStart('@');

    public string AboutXml => Documentation.Text(Schema.Description, Schema, Type);

    public bool IsDeprecated => Schema.IsDeprecated;

    /// <summary>Whether it is always there. What only the service sets needs nobody else to set it.</summary>
    public bool IsRequired => Schema.IsRequired && !(_isSent && Schema.IsReadOnly) && !(_isReceived && Schema.IsWriteOnly);

    public bool IsNullable => Schema.IsNullable() && Type.Kind != SchemaKind.Any;

    /// <summary>Whether its C# type has a question mark: a required one that isn't nullable never is null.</summary>
    public bool IsDeclaredNullable => !IsRequired || Schema.IsNullable();

    /// <summary>Sent members that are optional and nullable have three states.</summary>
    public bool IsThreeState => _isSent && !IsRequired && Schema.IsNullable();

    /// <summary>A received free-form object stays text until somebody looks at it.</summary>
    public bool IsKeptAsText => !_isSent && Type.Kind == SchemaKind.FreeForm;

    /// <summary>The field that holds such an object.</summary>
    public string TextField => "_" + Argument.TrimStart('@');

    public string DeclaredType => IsThreeState ? $"Optional<{NullableType}>" : NullableType;

    /// <summary>What it has before anything was read: none for what is only sent, where the constructor sets it.</summary>
    public string? Initial => _isReceived && IsRequired && !IsDeclaredNullable ? Type.Initial : null;

    /// <summary>What the constructor for the reader sets it to; null when nothing has to be.</summary>
    public string? Unset => IsRequired ? Initial ?? "default!" : null;

    /// <summary>The expression of its codec inside of the codec of its class.</summary>
    public string Codec => Type.HasOwnCodec ? Name + "Codec" : Type.Codec;

    /// <summary>The expression that says whether it is set.</summary>
    public string IsSetCode => IsThreeState ? $"{Name}.IsSet" : $"{Name} is not null";

    /// <summary>The expression of its value, null when it isn't set.</summary>
    public string ValueCode => IsThreeState ? $"{Name}.GetValueOrDefault(null)" : Name;

    private string NullableType => Type.Name + (IsDeclaredNullable ? "?" : string.Empty);

    public static string NameOf(JsonSchemaProperty schema) => schema.Extension(Extensions.Name) ?? CSharpNames.Pascal(schema.Name);
}

/// <summary>What a member says to an enumeration of pages: nothing, the items, whether more follows, or an object that says so.</summary>
internal enum PagingRole
{
    None,
    Items,
    Member,
    Owner,
}
