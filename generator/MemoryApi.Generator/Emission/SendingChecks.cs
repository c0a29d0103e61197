using System.Collections.Generic;
using System.Linq;
using System.Text;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Types;
using NJsonSchema;

namespace MemoryApi.Generator.Emission;

/// <summary>Emits the checks of an object before it is sent: what its schema says that the service refuses.</summary>
internal static class SendingChecks
{
    /// <summary>The argument that an object which is sent, or is part of one, comes in: the one that a user sees.</summary>
    private static readonly string Argument = CSharpText.Literal(ParameterNames.Request);

    public static string Emit(string typeName, JsonSchema schema, IReadOnlyList<SendingRule> rules)
    {
        var code = new StringBuilder();
        if (schema.MinProperties > 0)
        {
            var all = schema.ActualProperties.Values.ToList();
            code.Append("Require.AtLeastOneOf(").Append(string.Join(" || ", all.Select(IsSet))).Append(", ")
                .Append(CSharpText.Literal(typeName)).Append(", ").Append(CSharpText.Literal(Choice(all))).Append($", {Argument});\n");
        }

        foreach (var rule in rules)
        {
            Emit(code, typeName, schema, rule);
        }

        foreach (var property in schema.ActualProperties.Values)
        {
            Emit(code, typeName, property);
        }

        return code.ToString().TrimEnd('\n');
    }

    /// <summary>The check of a parameter that is no object; empty when nothing limits it.</summary>
    public static string EmitScalar(JsonSchema schema, string expression, string nameExpression)
    {
        var target = schema.Target();
        switch (schema.Kind())
        {
            case SchemaKind.String:
                var text = Arguments(
                    ("minLength", target.MinLength is > 1 || (target.MinLength == 1 && target.Pattern is not @"\S") ? target.MinLength.ToString() : null),
                    ("maxLength", target.MaxLength?.ToString()),
                    ("pattern", target.Pattern is { } pattern ? CSharpText.Literal(pattern) : null));
                return text.Length == 0 ? string.Empty : $"Require.Text({expression}, {nameExpression}{text});\n";
            case SchemaKind.Int32 or SchemaKind.Int64 or SchemaKind.Double:
                var range = Arguments(
                    ("minimum", target.Minimum is { } minimum ? CSharpText.Literal(minimum) : null),
                    ("maximum", target.Maximum is { } maximum ? CSharpText.Literal(maximum) : null));
                return range.Length == 0 && schema.Kind() != SchemaKind.Double ? string.Empty : $"Require.Range({expression}, {nameExpression}{range});\n";
            case SchemaKind.List:
                var items = Arguments(
                    ("minItems", target.MinItems > 0 ? target.MinItems.ToString() : null),
                    ("maxItems", target.MaxItems > 0 ? target.MaxItems.ToString() : null));
                return $"Require.Items({expression}, {nameExpression}{items});\n";
            default:
                return string.Empty;
        }
    }

    private static void Emit(StringBuilder code, string typeName, JsonSchema schema, SendingRule rule)
    {
        var alternatives = rule.Alternatives
            .Select(names => names.Select(name => schema.ActualProperties[name]).ToList())
            .ToList();
        var conditions = alternatives.Select(members => members.Count == 1 ? IsSet(members[0]) : $"({string.Join(" && ", members.Select(IsSet))})");
        var choice = CSharpText.Literal(Join(alternatives.Select(members => string.Join(" with ", members.Select(MemberAnnotations.CSharpName)))));
        if (rule.IsExactlyOne)
        {
            var count = string.Join(" + ", conditions.Select(condition => $"({condition} ? 1 : 0)"));
            code.Append($"Require.ExactlyOneOf({count}, {CSharpText.Literal(typeName)}, {choice}, {Argument});\n");
        }
        else
        {
            code.Append($"Require.AtLeastOneOf({string.Join(" || ", conditions)}, {CSharpText.Literal(typeName)}, {choice}, {Argument});\n");
        }
    }

    private static void Emit(StringBuilder code, string typeName, JsonSchemaProperty property)
    {
        var member = MemberAnnotations.CSharpName(property);
        var name = CSharpText.Literal($"{typeName}.{member}") + ", " + Argument;
        var isThreeState = MemberAnnotations.IsThreeState(property, isClosed: true);
        var kind = property.Kind();
        if (property.IsRequired && !property.IsNullableMember() && (!kind.IsStruct() || kind == SchemaKind.OpenEnum))
        {
            code.Append(kind == SchemaKind.OpenEnum ? $"Require.NotBlank({member}.Value, {name});\n" : $"Require.NotNull({member}, {name});\n");
        }

        code.Append(EmitScalar(property, isThreeState ? $"{member}.GetValueOrDefault(null)" : member, name));

        var target = property.Target();
        if (kind == SchemaKind.Model)
        {
            code.Append(isThreeState ? $"{member}.GetValueOrDefault(null)?.Validate();\n" : $"{member}?.Validate();\n");
        }
        else if (kind == SchemaKind.List && target.Item!.Kind() == SchemaKind.Model)
        {
            var items = isThreeState ? $"{member}.GetValueOrDefault(null)" : member;
            var loop = $"for (var i = 0; i < {items}.Count; i++)\n{{\n    {items}[i].Validate();\n}}\n";
            code.Append(property.IsRequired ? loop + "\n" : $"if ({items} is not null)\n{{\n{CodeLayout.Indent(loop, 4)}\n}}\n\n");
        }
    }

    private static string IsSet(JsonSchemaProperty property)
    {
        var member = MemberAnnotations.CSharpName(property);
        return MemberAnnotations.IsThreeState(property, isClosed: true) ? $"{member}.IsSet" : $"{member} is not null";
    }

    private static string Choice(IEnumerable<JsonSchemaProperty> members) => Join(members.Select(MemberAnnotations.CSharpName));

    private static string Join(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all.SkipLast(1))} or {all[^1]}";
    }

    private static string Arguments(params (string Name, string? Value)[] arguments) =>
        string.Concat(arguments.Where(argument => argument.Value is not null).Select(argument => $", {argument.Name}: {argument.Value}"));
}
