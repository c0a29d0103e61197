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
        internal sealed class {{name}}Json : JsonModel<{{name}}>
        {
            public static readonly {{name}}Json Instance = new();

            public override {{name}} Read(JsonReader reader) =>
                JsonRead.TryString(reader, out var text) && text is not null ? new {{name}}(text) : throw JsonRead.Unexpected(reader, "a string");

            public override void Write(JsonWriter writer, {{name}} value) => writer.WriteValue(value.Value);
        }
        """;

    private string EmitModel(string name, JsonSchema schema)
    {
        var isClosed = schema.IsClosed();
        var errors = schema.ExtensionMember("x-envelope", "errors");
        var cases = new StringBuilder();
        var writes = new StringBuilder();
        var lists = new StringBuilder();
        foreach (var property in schema.ActualProperties.Values)
        {
            if (property.Name == errors)
            {
                cases.Append($"case {CSharpText.Literal(property.Name)}:\n    EnvelopeErrors.ThrowIfAny(reader);\n    break;\n");
                continue;
            }

            EmitCase(cases, property, isClosed);
            EmitWrite(writes, property, isClosed);
            if (property.Kind() is SchemaKind.List or SchemaKind.Map)
            {
                var model = JsonModelExpressions.Of(property, resolver);
                var type = model["new ".Length..model.IndexOf('(')];
                var field = "_" + CSharpNames.Camel(MemberAnnotations.CSharpName(property)).TrimStart('@');

                // Not made at start: models that hold each other would see one another unmade.
                lists.Append($"private static {type}? {field};\n\nprivate static {type} {ListModel(property)} => {field} ??= {model};\n\n");
            }
        }

        cases.Append(isClosed
            ? $"default:\n    throw new JsonSerializationException($\"{name} has no member \\\"{{name}}\\\" of this type.\");\n"
            : "default:\n    value.AdditionalProperties[name] = JsonRead.Token(reader);\n    break;\n");

        if (!isClosed)
        {
            writes.Append("if (value.HasAdditionalProperties)\n{\n    JsonWrite.Members(writer, value.AdditionalProperties);\n}\n\n");
        }

        return $$"""
            internal sealed class {{name}}Json : JsonModel<{{name}}>
            {
                public static readonly {{name}}Json Instance = new();

            {{CodeLayout.Indent(lists.ToString(), 4)}}

                public override {{name}} Read(JsonReader reader)
                {
                    JsonRead.StartObject(reader);
                    var value = new {{name}}();
                    while (JsonRead.NextMember(reader, out var name))
                    {
                        switch (name)
                        {
            {{CodeLayout.Indent(cases.ToString(), 16)}}
                        }
                    }

                    return value;
                }

                public override void Write(JsonWriter writer, {{name}} value)
                {
                    writer.WriteStartObject();
            {{CodeLayout.Indent(writes.ToString(), 8)}}
                    writer.WriteEndObject();
                }
            }
            """;
    }

    private void EmitCase(StringBuilder code, JsonSchemaProperty property, bool isClosed)
    {
        var member = MemberAnnotations.CSharpName(property);
        if (MemberAnnotations.IsKeptAsText(property, isClosed))
        {
            foreach (var wireName in property.ExtensionList("x-aliases").Prepend(property.Name))
            {
                var text = CSharpNames.Camel(wireName + "Value");
                code.Append($"case {CSharpText.Literal(wireName)} when FreeForm.TryRead(reader, out var {text}):\n    value.{MemberAnnotations.TextField(property)} = {text};\n    break;\n");
            }

            return;
        }

        var local = CSharpNames.Camel(member + "Value");
        var aliases = property.ExtensionList("x-aliases");
        var kind = property.Kind();
        var test = kind switch
        {
            SchemaKind.Model => $"JsonRead.TryModel(reader, {JsonModelExpressions.Of(property, resolver)}, out var {local})",
            SchemaKind.List => $"JsonRead.TryList(reader, {ListModel(property)}, out var {local})",
            SchemaKind.Map => $"JsonRead.TryModel(reader, {ListModel(property)}, out var {local})",
            SchemaKind.HandWritten => $"JsonRead.TryValue(reader, {JsonModelExpressions.Of(property, resolver)}, out var {local})",
            SchemaKind.FreeForm => $"JsonRead.TryObject(reader, out var {local})",
            SchemaKind.OpenEnum => $"JsonRead.TryString(reader, out var {local})",
            SchemaKind.Any => null,
            _ => $"JsonRead.Try{kind}(reader, out var {local})",
        };

        var value = kind switch
        {
            SchemaKind.Any => "JsonRead.Token(reader)",
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
            code.Append($"case {CSharpText.Literal(wireName)}{(test is null ? string.Empty : " when " + test.Replace($"out var {local})", $"out var {ownLocal})", System.StringComparison.Ordinal))}:\n");
            code.Append($"    value.{member} = {value.Replace(local, ownLocal, System.StringComparison.Ordinal)};\n    break;\n");
        }

        // A list or object that is the answer itself can't be set aside like an odd scalar.
        if (!isClosed && property.IsRequired && kind is SchemaKind.List or SchemaKind.Map or SchemaKind.Model)
        {
            code.Append($"case {CSharpText.Literal(property.Name)}:\n    throw JsonRead.Unexpected(reader, \"{(kind == SchemaKind.List ? "an array" : "an object")}\");\n");
        }
    }

    private void EmitWrite(StringBuilder code, JsonSchemaProperty property, bool isClosed)
    {
        var member = MemberAnnotations.CSharpName(property);
        var name = $"writer.WritePropertyName({CSharpText.Literal(property.Name)});\n";
        var local = CSharpNames.Camel(member + "Value");
        if (MemberAnnotations.IsKeptAsText(property, isClosed))
        {
            code.Append($"if (!value.{MemberAnnotations.TextField(property)}.IsNull)\n{{\n    {name}    value.{MemberAnnotations.TextField(property)}.WriteTo(writer);\n}}\n\n");
        }
        else if (MemberAnnotations.IsThreeState(property, isClosed))
        {
            code.Append($"if (value.{member}.IsSet)\n{{\n    {name}    if (value.{member}.Value is {{ }} {local})\n    {{\n        {WriteValue(property, local)}\n    }}\n    else\n    {{\n        writer.WriteNull();\n    }}\n}}\n\n");
        }
        else if (MemberAnnotations.IsDeclaredNullable(property))
        {
            // A required member that is null is sent as null; otherwise null means that there is nothing to send.
            var otherwise = property.IsRequired && isClosed ? $"else\n{{\n    {name}    writer.WriteNull();\n}}\n" : string.Empty;
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
        SchemaKind.Model or SchemaKind.HandWritten => $"{JsonModelExpressions.Of(property, resolver)}.Write(writer, {value});",
        SchemaKind.List or SchemaKind.Map => $"{ListModel(property)}.Write(writer, {value});",
        SchemaKind.OpenEnum => $"writer.WriteValue({value}.Value);",
        SchemaKind.Any or SchemaKind.FreeForm => $"JsonWrite.Token(writer, {value});",
        SchemaKind.DateTimeOffset or SchemaKind.UnixTime or SchemaKind.CalendarDate => $"JsonWrite.{property.Kind()}(writer, {value});",
        _ => $"writer.WriteValue({value});",
    };

    private static string ListModel(JsonSchemaProperty property) => MemberAnnotations.CSharpName(property) + "Model";
}
