using System;
using MemoryApi.Generator.Documents;
using MemoryApi.Generator.Emission;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Types;
using NJsonSchema;

namespace MemoryApi.Generator.Models;

/// <summary>A parameter of a generated method.</summary>
internal sealed class ParameterModel
{
    private readonly ApiParameter? _parameter;
    private readonly string? _description;

    public ParameterModel(ApiParameter parameter, TypeTable types)
    {
        _parameter = parameter;
        _description = parameter.Description;
        Schema = parameter.Schema;
        Type = types.Of(parameter.Schema);
        Name = ArgumentNames.Of(parameter.Name, parameter.DeclaredName);
        IsOptional = !parameter.IsRequired;
    }

    public ParameterModel(ApiContent body, bool isRequired, string? description, TypeTable types)
    {
        _description = description;
        Schema = body.Schema;
        Type = body.Format == ContentFormat.Bytes
            ? new TypeEntry(SchemaKind.Bytes, "byte[]", "JsonScalars.Bytes", IsStruct: false)
            : types.Of(body.Schema);
        Name = ArgumentNames.Request;
        IsOptional = !isRequired;
    }

    public JsonSchema Schema { get; }

    public TypeEntry Type { get; }

    /// <summary>The C# name.</summary>
    public string Name { get; }

    public string NameXml => Name.TrimStart('@');

    public string WireName => _parameter?.Name ?? Name;

    public bool IsBody => _parameter is null;

    public bool IsIn(string place) => _parameter?.In == place;

    public bool IsOptional { get; }

    public string TypeCode => Type.Name + (IsOptional ? "?" : string.Empty);

    /// <summary>The parameter as it is declared in a signature.</summary>
    public string SignatureCode => $"{TypeCode} {Name}{(IsOptional ? " = null" : string.Empty)}";

    public string DeclarationCode => $"{TypeCode} {Name}";

    /// <summary>Its type as documentation refers to it.</summary>
    public string ReferenceXml => (Type.IsStruct ? TypeCode : TypeCode.TrimEnd('?')).Replace('<', '{').Replace('>', '}');

    public string AboutXml => IsBody
        ? Documentation.Text(_description ?? "What to send.")
        : Documentation.Text(_description, Schema, Type) + (IsOptional ? " Not sent unless given." : string.Empty);

    /// <summary>The expression of its part of the path.</summary>
    public string SegmentCode
    {
        get
        {
            var name = $"nameof({Name})";
            if (_parameter!.IsJson)
            {
                return $"RequestUri.Segment({JsonCode}, {name})";
            }

            var explode = _parameter.Explode ? "true" : "false";
            return (_parameter.Style, Type.Text(Name, isNullable: false)) switch
            {
                ("label", _) => $"RequestUri.LabelSegment({Name}, {Type.Codec}, {explode}, {name})",
                ("matrix", _) => $"RequestUri.MatrixSegment({CSharpText.Literal(WireName)}, {Name}, {Type.Codec}, {explode}, {name})",
                (_, { } text) => $"RequestUri.Segment({text}, {name})",
                _ => $"RequestUri.SimpleSegment({Name}, {Type.Codec}, {explode}, {name})",
            };
        }
    }

    /// <summary>The call that adds it to the query.</summary>
    public string QueryCode
    {
        get
        {
            var name = CSharpText.Literal(WireName);
            var encoded = CSharpText.Literal(Uri.EscapeDataString(WireName));
            if (_parameter!.IsJson)
            {
                return $".Query({encoded}, {JsonCode})";
            }

            if (Type.Text(Name, IsOptional) is { } text)
            {
                return $".Query({encoded}, {(text.StartsWith("ParameterText.Of(", StringComparison.Ordinal) && Type.Kind != SchemaKind.Bytes ? Name : text)})";
            }

            return _parameter switch
            {
                { Style: "form", Explode: true } when Type is { Kind: SchemaKind.List, HasNulls: false, Item.Kind: SchemaKind.String } => $".Query({encoded}, {Name})",
                { Style: "deepObject" } => $".DeepObject({name}, {Name}, {Type.Codec})",
                { Style: "spaceDelimited", Explode: false } => $".Delimited({name}, {Name}, {Type.Codec}, \" \")",
                { Style: "pipeDelimited", Explode: false } => $".Delimited({name}, {Name}, {Type.Codec}, \"|\")",
                _ => $".Form({name}, {Name}, {Type.Codec}, explode: {(_parameter.Explode || _parameter.Style != "form" ? "true" : "false")})",
            };
        }
    }

    /// <summary>The text of its header.</summary>
    public string HeaderCode => _parameter!.IsJson
        ? JsonCode
        : Type.Text(Name, IsOptional) ?? $"ParameterText.Simple({Name}, {Type.Codec}, explode: {(_parameter.Explode ? "true" : "false")}, nameof({Name}))";

    private string JsonCode => $"ParameterText.Json({Name}, {(Type.IsStruct && IsOptional ? $"JsonNullable.OfValue({Type.Codec})" : Type.Codec)}, nameof({Name}))";

    /// <summary>The statements that validate the parameter.</summary>
    public string ChecksCode
    {
        get
        {
            var name = $"nameof({Name})";
            if (IsIn("path"))
            {
                // Encoding the path segment already refuses a blank argument.
                var isPlain = Schema.Target() is { Pattern: null, MaxLength: null } && Type.Kind is SchemaKind.String;
                return isPlain ? string.Empty : RequestValidation.Emit(Schema, Type, Name, name, isThere: !IsOptional);
            }

            return (IsOptional || Type.IsStruct ? string.Empty : $"Require.NotNull({Name}, {name});\n") + RequestValidation.Emit(Schema, Type, Name, name, isThere: !IsOptional);
        }
    }
}
