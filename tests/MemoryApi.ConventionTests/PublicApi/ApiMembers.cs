using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;

namespace MemoryApi.ConventionTests.PublicApi;

/// <summary>Types and their members as lines of C#-like text.</summary>
internal sealed class ApiMembers(MetadataReader metadata, ApiAttributes attributes)
{
    private static readonly ApiTypeProvider Provider = new();

    public string FullName(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var outer = type.GetDeclaringType();
        var name = ApiTypeProvider.Bare(metadata.GetString(type.Name));
        var parameters = OwnParameters(type).Select(parameter => metadata.GetString(metadata.GetGenericParameter(parameter).Name)).ToList();
        name += parameters.Count == 0 ? "" : $"<{string.Join(", ", parameters)}>";
        return outer.IsNil ? $"{metadata.GetString(type.Namespace)}.{name}" : $"{FullName(outer)}.{name}";
    }

    public string TypeHeader(TypeDefinitionHandle handle, string name)
    {
        var type = metadata.GetTypeDefinition(handle);
        var names = new ApiGenericNames(ParameterNames(type.GetGenericParameters()), []);
        var context = TypeContext(handle);
        var baseName = type.BaseType.IsNil ? "" : Render(type.BaseType, names, new NullableFlags(null, 0));
        var kind = type.Attributes.HasFlag(TypeAttributes.Interface) ? "interface"
            : baseName == "Enum" ? "enum"
            : baseName == "ValueType" ? attributes.Has(type.GetCustomAttributes(), "IsReadOnlyAttribute") ? "readonly struct" : "struct"
            : baseName is "MulticastDelegate" ? "delegate"
            : IsStatic(type.Attributes) ? "static class"
            : type.Attributes.HasFlag(TypeAttributes.Abstract) ? "abstract class"
            : type.Attributes.HasFlag(TypeAttributes.Sealed) ? "sealed class"
            : "class";
        var bases = type.GetInterfaceImplementations()
            .Select(metadata.GetInterfaceImplementation)
            .Select(implementation => Render(implementation.Interface, names, new NullableFlags(attributes.NullableFlags(implementation.GetCustomAttributes()), context)))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (baseName is not ("" or "object" or "Object" or "Enum" or "ValueType" or "MulticastDelegate"))
        {
            bases.Insert(0, Render(type.BaseType, names, new NullableFlags(attributes.NullableFlags(type.GetCustomAttributes()), context)));
        }

        return attributes.Prefix(type.GetCustomAttributes()) + kind + " " + name
            + (bases.Count == 0 ? "" : " : " + string.Join(", ", bases)) + Constraints(OwnParameters(type), names, context);
    }

    public IEnumerable<string> Of(TypeDefinitionHandle handle, TypeDefinition type)
    {
        var typeNames = ParameterNames(type.GetGenericParameters());
        var names = new ApiGenericNames(typeNames, []);
        var context = TypeContext(handle);
        var accessors = new HashSet<MethodDefinitionHandle>();

        foreach (var propertyHandle in type.GetProperties())
        {
            var property = metadata.GetPropertyDefinition(propertyHandle);
            var pair = property.GetAccessors();
            accessors.UnionWith([pair.Getter, pair.Setter]);
            if (Property(property, names, context) is { } line)
            {
                yield return line;
            }
        }

        foreach (var eventHandle in type.GetEvents())
        {
            var definition = metadata.GetEventDefinition(eventHandle);
            var pair = definition.GetAccessors();
            accessors.UnionWith([pair.Adder, pair.Remover]);
            if (IsVisible(metadata.GetMethodDefinition(pair.Adder).Attributes))
            {
                yield return $"event {Render(definition.Type, names, new NullableFlags(attributes.NullableFlags(definition.GetCustomAttributes()), context))} {metadata.GetString(definition.Name)}";
            }
        }

        foreach (var methodHandle in type.GetMethods())
        {
            var method = metadata.GetMethodDefinition(methodHandle);
            if (!accessors.Contains(methodHandle) && IsVisible(method.Attributes))
            {
                yield return Method(method, type, typeNames, context);
            }
        }

        foreach (var fieldHandle in type.GetFields())
        {
            var field = metadata.GetFieldDefinition(fieldHandle);
            if (IsVisible((MethodAttributes)(field.Attributes & FieldAttributes.FieldAccessMask)) && !field.Attributes.HasFlag(FieldAttributes.RTSpecialName))
            {
                yield return Field(field, names, context);
            }
        }
    }

    private string? Property(PropertyDefinition property, ApiGenericNames names, byte context)
    {
        var pair = property.GetAccessors();
        var visible = new[] { pair.Getter, pair.Setter }
            .Where(accessor => !accessor.IsNil && IsVisible(metadata.GetMethodDefinition(accessor).Attributes))
            .ToList();
        if (visible.Count == 0)
        {
            return null;
        }

        var signature = property.DecodeSignature(Provider, names);
        var widest = visible.Select(metadata.GetMethodDefinition).OrderBy(accessor => IsPublic(accessor.Attributes) ? 0 : 1).First();
        var type = signature.ReturnType.Render(new NullableFlags(attributes.NullableFlags(property.GetCustomAttributes()), MethodContext(widest, context)));
        var get = visible.Contains(pair.Getter) ? "get; " : "";
        var set = !visible.Contains(pair.Setter) ? "" : SetterOf(pair.Setter, names, IsPublic(widest.Attributes)) + "; ";
        var name = signature.ParameterTypes.IsEmpty
            ? metadata.GetString(property.Name)
            : $"this[{Parameters(widest, signature.ParameterTypes, MethodContext(widest, context))}]";
        var required = attributes.Has(property.GetCustomAttributes(), "RequiredMemberAttribute") ? "required " : "";
        return $"{attributes.Prefix(property.GetCustomAttributes())}{Modifiers(widest.Attributes)}{required}{type} {name} {{ {get}{set}}}";
    }

    private string SetterOf(MethodDefinitionHandle setter, ApiGenericNames names, bool isPublicProperty)
    {
        var method = metadata.GetMethodDefinition(setter);
        var access = isPublicProperty && !IsPublic(method.Attributes) ? "protected " : "";

        // An init accessor is a setter whose return type carries a modifier.
        var isInit = method.DecodeSignature(new InitFinder(), names).ReturnType;
        return access + (isInit ? "init" : "set");
    }

    private string Method(MethodDefinition method, TypeDefinition type, IReadOnlyList<string> typeNames, byte typeContext)
    {
        var names = new ApiGenericNames(typeNames, ParameterNames(method.GetGenericParameters()));
        var signature = method.DecodeSignature(Provider, names);
        var context = MethodContext(method, typeContext);
        var name = metadata.GetString(method.Name);
        var generic = names.OfMethod.Count == 0 ? "" : $"<{string.Join(", ", names.OfMethod)}>";
        var extension = attributes.Has(method.GetCustomAttributes(), "ExtensionAttribute") ? "this " : "";
        var parameters = extension + Parameters(method, signature.ParameterTypes, context);
        var prefix = attributes.Prefix(method.GetCustomAttributes()) + Modifiers(method.Attributes);
        if (name == ".ctor")
        {
            return $"{prefix}{ApiTypeProvider.Bare(metadata.GetString(type.Name))}({parameters})";
        }

        var result = signature.ReturnType.Render(new NullableFlags(ParameterFlags(method, 0), context));
        return $"{prefix}{result} {name}{generic}({parameters}){Constraints(method.GetGenericParameters(), names, context)}";
    }

    private string Parameters(MethodDefinition method, IReadOnlyList<ApiType> types, byte context)
    {
        var texts = new List<string>();
        for (var i = 0; i < types.Count; i++)
        {
            var parameter = Parameter(method, i + 1);
            var type = types[i].Render(new NullableFlags(ParameterFlags(method, i + 1), context));
            if (parameter is not { } definition)
            {
                texts.Add(type);
                continue;
            }

            if (types[i].Kind == ApiTypeKind.ByReference && definition.Attributes.HasFlag(ParameterAttributes.Out))
            {
                type = "out" + type[3..];
            }
            else if (types[i].Kind == ApiTypeKind.ByReference && attributes.Has(definition.GetCustomAttributes(), "IsReadOnlyAttribute"))
            {
                type = "in" + type[3..];
            }

            var variable = attributes.Has(definition.GetCustomAttributes(), "ParamArrayAttribute") || attributes.Has(definition.GetCustomAttributes(), "ParamCollectionAttribute") ? "params " : "";
            texts.Add($"{variable}{type} {metadata.GetString(definition.Name)}{Default(definition, types[i])}");
        }

        return string.Join(", ", texts);
    }

    private string Field(FieldDefinition field, ApiGenericNames names, byte context)
    {
        var type = field.DecodeSignature(Provider, names).Render(new NullableFlags(attributes.NullableFlags(field.GetCustomAttributes()), context));
        var kind = field.Attributes.HasFlag(FieldAttributes.Literal) ? "const "
            : (field.Attributes.HasFlag(FieldAttributes.Static) ? "static " : "") + (field.Attributes.HasFlag(FieldAttributes.InitOnly) ? "readonly " : "");
        var value = field.GetDefaultValue().IsNil ? "" : " = " + Constant(field.GetDefaultValue());
        return $"{attributes.Prefix(field.GetCustomAttributes())}{kind}{type} {metadata.GetString(field.Name)}{value}";
    }

    /// <summary>Without those of the types around it, which metadata repeats.</summary>
    private IEnumerable<GenericParameterHandle> OwnParameters(TypeDefinition type)
    {
        var outer = type.GetDeclaringType();
        return type.GetGenericParameters().Skip(outer.IsNil ? 0 : metadata.GetTypeDefinition(outer).GetGenericParameters().Count);
    }

    private string Constraints(IEnumerable<GenericParameterHandle> parameters, ApiGenericNames names, byte context)
    {
        var text = "";
        foreach (var handle in parameters)
        {
            var parameter = metadata.GetGenericParameter(handle);
            var constraints = parameter.GetConstraints()
                .Select(metadata.GetGenericParameterConstraint)
                .Select(constraint => Render(constraint.Type, names, new NullableFlags(attributes.NullableFlags(constraint.GetCustomAttributes()), context)))
                .Where(constraint => constraint != "ValueType")
                .ToList();
            if (parameter.Attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            {
                constraints.Insert(0, "struct");
            }
            else
            {
                if (parameter.Attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
                {
                    constraints.Insert(0, "class");
                }

                if (parameter.Attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
                {
                    constraints.Add("new()");
                }
            }

            text += constraints.Count == 0 ? "" : $" where {metadata.GetString(parameter.Name)} : {string.Join(", ", constraints)}";
        }

        return text;
    }

    private string Render(EntityHandle type, ApiGenericNames names, NullableFlags flags)
    {
        var decoded = type.Kind switch
        {
            HandleKind.TypeDefinition => Provider.GetTypeFromDefinition(metadata, (TypeDefinitionHandle)type, 0),
            HandleKind.TypeReference => Provider.GetTypeFromReference(metadata, (TypeReferenceHandle)type, 0),
            _ => Provider.GetTypeFromSpecification(metadata, names, (TypeSpecificationHandle)type, 0),
        };
        return decoded.Render(flags);
    }

    private Parameter? Parameter(MethodDefinition method, int sequence) => method.GetParameters()
        .Select(metadata.GetParameter)
        .Cast<Parameter?>()
        .FirstOrDefault(parameter => parameter!.Value.SequenceNumber == sequence);

    private IReadOnlyList<byte>? ParameterFlags(MethodDefinition method, int sequence) =>
        Parameter(method, sequence) is { } parameter ? attributes.NullableFlags(parameter.GetCustomAttributes()) : null;

    private byte MethodContext(MethodDefinition method, byte typeContext) => attributes.NullableContext(method.GetCustomAttributes()) ?? typeContext;

    /// <summary>What holds where nothing is said: the nearest of the type and those around it.</summary>
    private byte TypeContext(TypeDefinitionHandle handle)
    {
        for (var current = handle; !current.IsNil; current = metadata.GetTypeDefinition(current).GetDeclaringType())
        {
            if (attributes.NullableContext(metadata.GetTypeDefinition(current).GetCustomAttributes()) is { } context)
            {
                return context;
            }
        }

        return 0;
    }

    private List<string> ParameterNames(GenericParameterHandleCollection parameters) =>
        parameters.Select(parameter => metadata.GetString(metadata.GetGenericParameter(parameter).Name)).ToList();

    private string Default(Parameter parameter, ApiType type)
    {
        if (!parameter.Attributes.HasFlag(ParameterAttributes.Optional))
        {
            return "";
        }

        var value = parameter.GetDefaultValue().IsNil ? "default" : Constant(parameter.GetDefaultValue());
        return value == "null" && type is { Kind: ApiTypeKind.Value, Name: not "Nullable" } ? " = default" : " = " + value;
    }

    private string Constant(ConstantHandle handle)
    {
        var constant = metadata.GetConstant(handle);
        var value = metadata.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
        return value switch
        {
            null => "null",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static string Modifiers(MethodAttributes method)
    {
        var access = IsPublic(method) ? "" : "protected ";
        var kind = method.HasFlag(MethodAttributes.Static) ? method.HasFlag(MethodAttributes.Abstract) ? "static abstract " : "static "
            : method.HasFlag(MethodAttributes.Abstract) ? "abstract "
            : !method.HasFlag(MethodAttributes.Virtual) || method.HasFlag(MethodAttributes.Final) ? ""
            : method.HasFlag(MethodAttributes.NewSlot) ? "virtual "
            : "override ";
        return access + kind;
    }

    private static bool IsPublic(MethodAttributes method) => (method & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;

    private static bool IsVisible(MethodAttributes method) =>
        (method & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static bool IsStatic(TypeAttributes type) => type.HasFlag(TypeAttributes.Abstract) && type.HasFlag(TypeAttributes.Sealed);
}
