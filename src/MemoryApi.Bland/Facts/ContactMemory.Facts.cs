using System;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
#if NET
using System.Diagnostics.CodeAnalysis;
#endif

namespace MemoryApi.Bland;

/// <content>Facts as a user's own type.</content>
public partial class ContactMemory
{
    /// <summary>The facts as an object of a type, by Newtonsoft's serializer and the attributes that it knows.</summary>
    /// <remarks>
    /// Facts that the type has no member for are left out; members whose fact is missing or <c>null</c> keep their default. Integers and decimals keep their
    /// digits in members that can hold them, and a string that looks like a date stays as it is in a member that is a string.
    /// </remarks>
    /// <typeparam name="T">Type of the object.</typeparam>
    /// <param name="serializer">
    /// Makes the object of JSON. Default: <see langword="null"/>, one that takes every key as data and is not changed by
    /// <see cref="JsonConvert.DefaultSettings"/>.
    /// </param>
    /// <returns>The object; made of no facts at all when <see cref="Facts"/> is <see langword="null"/>.</returns>
    /// <exception cref="FactFormatException">A fact doesn't fit the type.</exception>
#if NET
    [RequiresUnreferencedCode("Newtonsoft.Json finds the members of the type by reflection. In a trimmed program use the overload that takes a function.")]
    [RequiresDynamicCode("Newtonsoft.Json makes code for the type at run time. In a program compiled ahead of time use the overload that takes a function.")]
#endif
    public T GetFacts<T>(JsonSerializer? serializer = null)
    {
        using var reader = new JTokenReader(Facts ?? new JObject()) { MaxDepth = null };
        try
        {
            if ((serializer ?? FactSerializer.Create()).Deserialize<T>(reader) is { } facts)
            {
                return facts;
            }
        }
        catch (JsonException)
        {
            // The cause quotes the fact, so it stays out of the new exception.
        }

        throw new FactFormatException(
            $"The facts can't be read as {typeof(T)}. {nameof(FactFormatException.Path)} says where a fact and the type disagree.", reader.Path);
    }

    /// <summary>What a function reads from the facts, without reflection: for trimmed programs and those compiled ahead of time.</summary>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <param name="read">Reads the facts; it gets an empty object when <see cref="Facts"/> is <see langword="null"/>, else the facts themselves.</param>
    /// <exception cref="ArgumentNullException">The function is <see langword="null"/>.</exception>
    public T GetFacts<T>(Func<JObject, T> read)
    {
        Require.NotNull(read, nameof(read));
        return read(Facts ?? new JObject());
    }
}
