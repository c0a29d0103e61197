using System.Collections.Generic;
using System.Linq;
using System.Text;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Types;
using NJsonSchema;

namespace MemoryApi.Generator.Emission;

/// <summary>
/// Emits the reader and writer of each model. It is C# and not a template, because Liquid sees neither the items of a list nor
/// the values of a map.
/// </summary>
internal sealed class SerializationEmitter(SchemaTypeResolver resolver)
{
    public string Emit(string name, JsonSchema schema) => schema.IsOpenEnum() ? EmitEnum(name) : EmitModel(name, schema);

    private static string EmitEnum(string name) => $$"""
        /// <summary>Reads and writes <see cref="{{name}}"/>.</summary>
        [EditorBrowsable(EditorBrowsableState.Never)]
        public sealed class {{name}}Json : OpenEnumCodec<{{name}}>
        {
            internal static readonly {{name}}Json Instance = new();

            /// <inheritdoc/>
            protected override {{name}} Of(string text) => new(text);
        }
        """;

    private string EmitModel(string name, JsonSchema schema)
    {
        var isClosed = schema.IsClosed();
        var errors = schema.ExtensionMember("x-envelope", "errors");
        var cases = new StringBuilder();
        var writes = new StringBuilder();
        var lists = new StringBuilder();
        var paging = new PagingReaderEmitter(name, schema);
        foreach (var property in schema.ActualProperties.Values)
        {
            if (property.Name == errors)
            {
                cases.Append($"{Case(property.Name)}:\n    input.ThrowIfErrors();\n    break;\n");
                continue;
            }

            EmitCase(cases, property, isClosed);
            EmitWrite(writes, property, isClosed);
            if (property.Kind() is SchemaKind.List or SchemaKind.Map)
            {
                var model = CodecExpressions.Of(property, resolver);
                var type = model["new ".Length..model.IndexOf('(')];
                var field = "_" + CSharpNames.Camel(MemberAnnotations.CSharpName(property)).TrimStart('@');

                // Not made at start: models that hold each other would see one another unmade.
                lists.Append($"private static {type}? {field};\n\nprivate static {type} {ListCodec(property)} => {field} ??= {model};\n\n");
            }
        }

        cases.Append(isClosed
            ? $"default:\n    throw new JsonException($\"{name} has no member \\\"{{input.MemberName}}\\\" of this type.\");\n"
            : "default:\n    input.KeepMember(value.AdditionalProperties);\n    break;\n");

        if (!isClosed)
        {
            writes.Append("if (value.HasAdditionalProperties)\n{\n    output.Members(value.AdditionalProperties);\n}\n\n");
        }

        return $$"""
            /// <summary>Reads and writes <see cref="{{name}}"/>.</summary>
            [EditorBrowsable(EditorBrowsableState.Never)]
            public sealed class {{name}}Json : JsonCodec<{{name}}>
            {
                internal static readonly {{name}}Json Instance = new();

            {{CodeLayout.Indent(paging.Declarations, 4)}}

            {{CodeLayout.Indent(lists.ToString(), 4)}}

                /// <inheritdoc/>
                public override {{name}} Read(ref JsonInput input)
                {
                    input.StartObject();
                    var value = new {{name}}();{{paging.Start}}
                    while (input.NextMember(out var name))
                    {
            {{CodeLayout.Indent(paging.Member, 12)}}

                        switch (name.Length)
                        {
            {{CodeLayout.Indent(cases.ToString(), 16)}}
                        }
                    }

            {{CodeLayout.Indent(paging.End, 8)}}

                    return value;
                }

                /// <inheritdoc/>
                public override void Write(JsonOutput output, {{name}} value)
                {
                    output.StartObject();
            {{CodeLayout.Indent(writes.ToString(), 8)}}
                    output.EndObject();
                }
            }
            """;
    }

    /// <summary>The case of a member; names are compared as bytes, those of one length only.</summary>
    internal static string Case(string wireName, string? test = null) =>
        $"case {Encoding.UTF8.GetByteCount(wireName)} when name.SequenceEqual({CSharpText.Literal(wireName)}u8){(test is null ? string.Empty : " && " + test)}";

    private void EmitCase(StringBuilder code, JsonSchemaProperty property, bool isClosed)
    {
        var member = MemberAnnotations.CSharpName(property);
        if (MemberAnnotations.IsKeptAsText(property, isClosed))
        {
            foreach (var wireName in property.ExtensionList("x-aliases").Prepend(property.Name))
            {
                var text = CSharpNames.Camel(wireName + "Value");
                code.Append($"{Case(wireName, $"input.TryFreeForm(out var {text})")}:\n    value.{MemberAnnotations.TextField(property)} = {text};\n    break;\n");
            }

            return;
        }

        var local = CSharpNames.Camel(member + "Value");
        var aliases = property.ExtensionList("x-aliases");
        var kind = property.Kind();
        var test = kind switch
        {
            SchemaKind.Model => $"input.TryModel({PagingReaderEmitter.Codec(property, CodecExpressions.Of(property, resolver))}, out var {local})",
            SchemaKind.List => $"input.TryList({ListCodec(property)}, out var {local})",
            SchemaKind.Map => $"input.TryModel({ListCodec(property)}, out var {local})",
            SchemaKind.HandWritten => $"input.TryValue({CodecExpressions.Of(property, resolver)}, out var {local})",
            SchemaKind.FreeForm => $"input.TryObject(out var {local})",
            SchemaKind.OpenEnum => $"input.TryString(out var {local})",
            SchemaKind.Any => null,
            _ => $"input.Try{kind}(out var {local})",
        };

        var value = kind switch
        {
            SchemaKind.Any => "input.Token()",
            // The null literal alone would convert by way of a string.
            SchemaKind.OpenEnum => $"{local} is null ? default({resolver.TypeOf(property)}?) : new {resolver.TypeOf(property)}({local})",
            _ => local,
        };

        // A null says nothing where null isn't a value, and must not undo what another spelling has set.
        var keepsOld = aliases.Count > 0 || !MemberAnnotations.IsDeclaredNullable(property);
        if (kind == SchemaKind.OpenEnum && keepsOld)
        {
            value = $"{local} is null ? value.{member} : new {resolver.TypeOf(property)}({local})";
        }
        else if (keepsOld && kind != SchemaKind.Any)
        {
            value = $"{local} ?? value.{member}";
        }

        if (MemberAnnotations.IsThreeState(property, isClosed) && kind is SchemaKind.List or SchemaKind.Map)
        {
            // C# has no conversion from an interface.
            value = $"new Optional<{resolver.TypeOf(property)}?>({local})";
        }

        foreach (var wireName in aliases.Prepend(property.Name))
        {
            var ownLocal = wireName == property.Name ? local : local + CSharpNames.Pascal(wireName);
            code.Append($"{Case(wireName, test?.Replace($"out var {local})", $"out var {ownLocal})", System.StringComparison.Ordinal))}:\n");
            code.Append($"    value.{member} = {value.Replace(local, ownLocal, System.StringComparison.Ordinal)};\n    break;\n");
        }

        // A list or object that is the answer itself can't be set aside like an odd scalar.
        if (!isClosed && property.IsRequired && kind is SchemaKind.List or SchemaKind.Map or SchemaKind.Model)
        {
            code.Append($"{Case(property.Name)}:\n    throw input.Unexpected(\"{(kind == SchemaKind.List ? "an array" : "an object")}\");\n");
        }
    }

    private void EmitWrite(StringBuilder code, JsonSchemaProperty property, bool isClosed)
    {
        var member = MemberAnnotations.CSharpName(property);
        var name = $"output.Name({CSharpText.Literal(property.Name)}u8);\n";
        var local = CSharpNames.Camel(member + "Value");
        if (MemberAnnotations.IsKeptAsText(property, isClosed))
        {
            code.Append($"if (!value.{MemberAnnotations.TextField(property)}.IsNull)\n{{\n    {name}    value.{MemberAnnotations.TextField(property)}.WriteTo(output);\n}}\n\n");
        }
        else if (MemberAnnotations.IsThreeState(property, isClosed))
        {
            code.Append($"if (value.{member}.IsSet)\n{{\n    {name}    if (value.{member}.Value is {{ }} {local})\n    {{\n        {WriteValue(property, local)}\n    }}\n    else\n    {{\n        output.Null();\n    }}\n}}\n\n");
        }
        else if (MemberAnnotations.IsDeclaredNullable(property))
        {
            // A required member that is null is sent as null; otherwise null means that there is nothing to send.
            var otherwise = property.IsRequired && isClosed ? $"else\n{{\n    {name}    output.Null();\n}}\n" : string.Empty;
            code.Append($"if (value.{member} is {{ }} {local})\n{{\n    {name}    {WriteValue(property, local)}\n}}\n{otherwise}\n");
        }
        else if (isClosed)
        {
            code.Append(name).Append(WriteValue(property, "value." + member)).Append('\n');
        }
        else
        {
            // One that came with another type is among the additional members.
            code.Append($"if (!value.IsAdditional({CSharpText.Literal(property.Name)}))\n{{\n    {name}    {WriteValue(property, "value." + member)}\n}}\n\n");
        }
    }

    private string WriteValue(JsonSchemaProperty property, string value) => property.Kind() switch
    {
        SchemaKind.Model or SchemaKind.HandWritten => $"{CodecExpressions.Of(property, resolver)}.Write(output, {value});",
        SchemaKind.List or SchemaKind.Map => $"{ListCodec(property)}.Write(output, {value});",
        SchemaKind.OpenEnum => $"output.Value({value}.Value);",
        SchemaKind.UnixTime => $"output.UnixTime({value});",
        _ => $"output.Value({value});",
    };

    private static string ListCodec(JsonSchemaProperty property) => MemberAnnotations.CSharpName(property) + "Codec";
}
