using System.Collections.Immutable;
using System.Linq;

namespace MemoryApi.ConventionTests.PublicApi;

/// <summary>A type in a signature, before nullability is known.</summary>
internal sealed record ApiType(string Name, ApiTypeKind Kind, ImmutableArray<ApiType> Arguments)
{
    public ApiType(string name, ApiTypeKind kind)
        : this(name, kind, [])
    {
    }

    /// <summary>The type with a question mark where null is allowed. Flags are used up in the compiler's order.</summary>
    public string Render(NullableFlags flags)
    {
        switch (Kind)
        {
            case ApiTypeKind.ByReference:
                return "ref " + Arguments[0].Render(flags);
            case ApiTypeKind.Array:
                var mark = flags.Next();
                return Arguments[0].Render(flags) + Name + mark;
            case ApiTypeKind.Value when Arguments.IsEmpty:
                return Name;
        }

        var own = flags.Next();
        if (Arguments.IsEmpty)
        {
            return Name + own;
        }

        var arguments = Arguments.Select(argument => argument.Render(flags)).ToList();
        return Kind == ApiTypeKind.Value && Name == "Nullable"
            ? arguments[0] + "?"
            : $"{Name}<{string.Join(", ", arguments)}>{(Kind == ApiTypeKind.Value ? "" : own)}";
    }
}
