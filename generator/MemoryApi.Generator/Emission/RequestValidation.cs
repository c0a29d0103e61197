using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MemoryApi.Generator.Models;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Types;
using NJsonSchema;

namespace MemoryApi.Generator.Emission;

/// <summary>Emits the validation of requests, according to the limits in their schemas.</summary>
internal static class RequestValidation
{
    /// <summary>The parameter name in the exceptions: that of the request, which contains the validated object.</summary>
    private static readonly string Argument = CSharpText.Literal(ArgumentNames.Request);

    /// <summary>The checks of an object.</summary>
    public static string Emit(ClassModel model)
    {
        var code = new StringBuilder();
        if (model.Schema.MinProperties > 0)
        {
            code.Append("Require.AtLeastOneOf(").Append(string.Join(" || ", model.Members.Select(member => member.IsSetCode))).Append(", ")
                .Append(CSharpText.Literal(model.Name)).Append(", ").Append(CSharpText.Literal(Join(model.Members.Select(member => member.Name)))).Append($", {Argument});\n");
        }

        foreach (var rule in RequestRule.Of(model.Schema))
        {
            Emit(code, model, rule);
        }

        foreach (var member in model.Members.Where(member => !member.Schema.IsReadOnly))
        {
            Emit(code, model.Name, member);
        }

        return code.ToString().TrimEnd('\n');
    }

    /// <summary>The checks of a value, and of the models inside of it.</summary>
    /// <param name="schema">Its schema.</param>
    /// <param name="type">The entry of its type.</param>
    /// <param name="value">The expression of the value, which may be null.</param>
    /// <param name="names">The arguments that name it.</param>
    /// <param name="isThere">Whether the value certainly isn't null.</param>
    public static string Emit(JsonSchema schema, TypeEntry type, string value, string names, bool isThere) =>
        EmitLimits(schema, type, value, names) + EmitModels(type, value, isThere, depth: 0);

    /// <summary>The check of a text, number or list; empty when nothing limits it.</summary>
    public static string EmitLimits(JsonSchema schema, TypeEntry type, string value, string names)
    {
        var target = schema.Target();
        switch (type.Kind)
        {
            case SchemaKind.String:
                var text = Arguments(
                    ("minLength", target.MinLength is > 1 || (target.MinLength == 1 && target.Pattern is not @"\S") ? target.MinLength.ToString() : null),
                    ("maxLength", target.MaxLength?.ToString()),
                    ("pattern", target.Pattern is { } pattern ? CSharpText.Literal(pattern) : null));
                return text.Length == 0 ? string.Empty : $"Require.Text({value}, {names}{text});\n";
            case SchemaKind.Int32 or SchemaKind.Int64 or SchemaKind.UInt64 or SchemaKind.Double or SchemaKind.Decimal:
                var range = Arguments(
                    ("minimum", target.Minimum is { } minimum ? CSharpText.Literal(minimum) : null),
                    ("maximum", target.Maximum is { } maximum ? CSharpText.Literal(maximum) : null));
                var number = type.Kind == SchemaKind.Decimal ? $"(double?){value}" : value;
                return range.Length == 0 && type.Kind != SchemaKind.Double ? string.Empty : $"Require.Range({number}, {names}{range});\n";
            case SchemaKind.List:
                var items = Arguments(
                    ("minItems", target.MinItems > 0 ? target.MinItems.ToString() : null),
                    ("maxItems", target.MaxItems > 0 ? target.MaxItems.ToString() : null),
                    ("areNullsItems", type.HasNulls ? "true" : null));
                return $"Require.Items({value}, {names}{items});\n";
            default:
                return string.Empty;
        }
    }

    /// <summary>The calls that validate models inside of a value.</summary>
    private static string EmitModels(TypeEntry type, string value, bool isThere, int depth)
    {
        if (!type.HasModels)
        {
            return string.Empty;
        }

        var dot = isThere ? "." : "?.";
        if (type.Kind == SchemaKind.Model)
        {
            return $"{value}{dot}Validate();\n";
        }

        // The underscore avoids conflicts: no parameter of an operation has a name that ends with one.
        var suffix = (depth == 0 ? string.Empty : depth.ToString(CultureInfo.InvariantCulture)) + "_";
        var item = "item" + suffix;
        var inside = EmitModels(type.Item!, item, isThere: !type.HasNulls && type.Kind == SchemaKind.List, depth + 1).TrimEnd('\n');
        if (type.Kind == SchemaKind.List && isThere)
        {
            // The loop uses an index, since the enumerator of an IReadOnlyList<T> is allocated.
            var index = "index" + suffix;
            return $"for (var {index} = 0; {index} < {value}.Count; {index}++)\n{{\n{CodeLayout.Indent($"var {item} = {value}[{index}];\n{inside}", 4)}\n}}\n\n";
        }

        var items = (type.Kind == SchemaKind.Map ? value + dot + "Values" : value) + (isThere ? string.Empty : " ?? []");
        return $"foreach (var {item} in {items})\n{{\n{CodeLayout.Indent(inside, 4)}\n}}\n\n";
    }

    private static void Emit(StringBuilder code, ClassModel model, RequestRule rule)
    {
        var members = model.Members.ToDictionary(member => member.WireName);
        var alternatives = rule.Alternatives.Select(names => names.Select(name => members[name]).ToList()).ToList();
        var conditions = alternatives.Select(all => all.Count == 1 ? all[0].IsSetCode : $"({string.Join(" && ", all.Select(member => member.IsSetCode))})");
        var choice = CSharpText.Literal(Join(alternatives.Select(all => string.Join(" with ", all.Select(member => member.Name)))));
        if (rule.IsExactlyOne)
        {
            var count = string.Join(" + ", conditions.Select(condition => $"({condition} ? 1 : 0)"));
            code.Append($"Require.ExactlyOneOf({count}, {CSharpText.Literal(model.Name)}, {choice}, {Argument});\n");
        }
        else
        {
            code.Append($"Require.AtLeastOneOf({string.Join(" || ", conditions)}, {CSharpText.Literal(model.Name)}, {choice}, {Argument});\n");
        }
    }

    private static void Emit(StringBuilder code, string typeName, MemberModel member)
    {
        var names = CSharpText.Literal($"{typeName}.{member.Name}") + ", " + Argument;
        var kind = member.Type.Kind;
        if (member.IsRequired && !member.IsDeclaredNullable && (!member.Type.IsStruct || kind == SchemaKind.OpenEnum))
        {
            code.Append(kind == SchemaKind.OpenEnum ? $"Require.NotBlank({member.Name}.Value, {names});\n" : $"Require.NotNull({member.Name}, {names});\n");
        }

        code.Append(Emit(member.Schema, member.Type, member.ValueCode, names, isThere: member is { IsRequired: true, IsDeclaredNullable: false }));
    }

    private static string Join(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all.SkipLast(1))} or {all[^1]}";
    }

    private static string Arguments(params (string Name, string? Value)[] arguments) =>
        string.Concat(arguments.Where(argument => argument.Value is not null).Select(argument => $", {argument.Name}: {argument.Value}"));
}
