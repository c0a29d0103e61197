using System;
using System.Linq;
using System.Text;
using MemoryApi.Generator.Models;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Types;

namespace MemoryApi.Generator.Emission;

/// <summary>Emits the reader and writer of each model, with the expressions from the table of types.</summary>
internal static class CodecEmitter
{
    public static string Emit(EnumModel model) => $$"""
        /// <summary>Reads and writes <see cref="{{model.Name}}"/>.</summary>
        [EditorBrowsable(EditorBrowsableState.Never)]
        public sealed class {{model.Name}}Json : OpenEnumCodec<{{model.Name}}>
        {
            internal static readonly {{model.Name}}Json Instance = new();

            /// <inheritdoc/>
            protected override {{model.Name}} Of(string text) => new(text);
        }
        """;

    public static string Emit(ClassModel model)
    {
        var cases = new StringBuilder();
        var writes = new StringBuilder();
        var codecs = new StringBuilder();
        var paging = new PagingReaderEmitter(model);
        if (model.ErrorsMember is { } errors)
        {
            cases.Append($"{Case(errors)}:\n    input.ThrowIfErrors();\n    break;\n");
        }

        foreach (var member in model.Members)
        {
            EmitRead(cases, model, member);
            EmitWrite(writes, model, member);
            if (member.Type.HasOwnCodec)
            {
                var type = member.Type.Codec["new ".Length..member.Type.Codec.IndexOf('(', StringComparison.Ordinal)];

                // Created lazily: with static initializers, models that contain each other could see an uninitialized codec.
                codecs.Append($"private static {type}? {member.TextField};\nprivate static {type} {member.Codec} => {member.TextField} ??= {member.Type.Codec};\n\n");
            }
        }

        if (model.KeepsUnknown)
        {
            cases.Append("default:\n    input.KeepMember(value.AdditionalProperties);\n    break;\n");
            writes.Append("output.Members(value._additionalProperties);\n");
        }
        else
        {
            cases.Append($"default:\n    throw new JsonException($\"{model.Name} has no member \\\"{{input.MemberName}}\\\" of this type.\");\n");
        }

        writes.Append("output.EndObject();\n");
        return $$"""
            /// <summary>Reads and writes <see cref="{{model.Name}}"/>.</summary>
            [EditorBrowsable(EditorBrowsableState.Never)]
            public sealed class {{model.Name}}Json : JsonCodec<{{model.Name}}>
            {
                internal static readonly {{model.Name}}Json Instance = new();

            {{CodeLayout.Indent(paging.Declarations, 4)}}

            {{CodeLayout.Indent(codecs.ToString(), 4)}}

                /// <inheritdoc/>
                public override {{model.Name}} Read(ref JsonInput input)
                {
                    input.StartObject();
                    var value = new {{model.Name}}();{{paging.Start}}
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
                public override void Write(JsonOutput output, {{model.Name}} value)
                {
                    output.StartObject();
            {{CodeLayout.Indent(writes.ToString(), 8)}}
                }
            }
            """;
    }

    /// <summary>The <c>case</c> for a member. Names are compared as bytes, and only names of the same length.</summary>
    internal static string Case(string wireName, string? test = null) =>
        $"case {Encoding.UTF8.GetByteCount(wireName)} when name.SequenceEqual({CSharpText.Literal(wireName)}u8){(test is null ? string.Empty : " && " + test)}";

    private static void EmitRead(StringBuilder code, ClassModel model, MemberModel member)
    {
        var kind = member.Type.Kind;

        // If the member isn't nullable, null is ignored. It must not overwrite a value under another spelling of the name.
        var keepsOld = member.Aliases.Count > 0 || !member.IsDeclaredNullable;
        foreach (var wireName in member.Aliases.Prepend(member.WireName))
        {
            var local = CSharpNames.Camel(member.Name + "Value").TrimStart('@') + (wireName == member.WireName ? string.Empty : CSharpNames.Pascal(wireName));
            if (member.IsKeptAsText)
            {
                code.Append($"{Case(wireName, $"input.TryFreeForm(out var {local})")}:\n    value.{member.TextField} = {local};\n    break;\n");
                continue;
            }

            var old = keepsOld ? $"value.{member.Name}" : $"default({member.Type.Name}?)";
            var value = kind switch
            {
                SchemaKind.Any => "input.Token()",
                SchemaKind.OpenEnum => $"{local} is null ? {old} : new {member.Type.Name}({local})",

                // C# has no conversion from an interface.
                SchemaKind.List or SchemaKind.Map when member.IsThreeState => $"new Optional<{member.Type.Name}?>({local})",
                _ => keepsOld ? $"{local} ?? {old}" : local,
            };
            code.Append($"{Case(wireName, member.Type.Read(PagingReaderEmitter.Codec(member), local))}:\n    value.{member.Name} = {value};\n    break;\n");
        }

        // A list or object that is the result itself can't be kept among the additional members.
        if (model.IsReceived && member.IsRequired && kind is SchemaKind.List or SchemaKind.Map or SchemaKind.Model)
        {
            code.Append($"{Case(member.WireName)}:\n    throw input.Unexpected(\"{(kind == SchemaKind.List ? "an array" : "an object")}\");\n");
        }
    }

    private static void EmitWrite(StringBuilder code, ClassModel model, MemberModel member)
    {
        var name = CSharpText.Literal(member.WireName);
        var type = member.Type;
        var value = $"value.{(member.IsKeptAsText ? member.TextField : member.Name)}";
        if (member.IsThreeState)
        {
            code.Append($"if ({value}.IsSet)\n{{\n    output.Name({name}u8);\n    {type.WriteNullable(member.Codec, value + ".Value")}\n}}\n\n");
        }
        else if (member.IsKeptAsText || !member.IsRequired || (member.IsDeclaredNullable && !model.IsSent))
        {
            code.Append(type.WriteMember(member.WireName, member.Codec, value, isNullable: true)).Append('\n');
        }
        else if (model.KeepsUnknown && member.IsDeclaredNullable)
        {
            code.Append($"if (!value.IsAdditional({name}))\n{{\n    output.Name({name}u8);\n    {Required(member, value)}\n}}\n\n");
        }
        else if (model.KeepsUnknown)
        {
            // A value of an unexpected type is kept among the additional members.
            code.Append(type.WriteMember(member.WireName, member.Codec, value, isNullable: false, isMissing: $"value.IsAdditional({name})")).Append('\n');
        }
        else
        {
            code.Append($"output.Name({name}u8);\n{Required(member, value)}\n");
        }
    }

    /// <summary>The statement that writes a required member. Null is written as <c>null</c> if the member is nullable.</summary>
    private static string Required(MemberModel member, string value) =>
        member.IsDeclaredNullable ? member.Type.WriteNullable(member.Codec, value) : member.Type.Write(member.Codec, value);
}
