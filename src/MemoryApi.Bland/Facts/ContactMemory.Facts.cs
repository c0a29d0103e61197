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
    /// <summary>Converts the facts to an object with Newtonsoft's serializer and its attributes.</summary>
    /// <remarks>
    /// Facts without a member in the type are ignored. Members whose fact is missing or <c>null</c> keep their default. Integers and decimals keep their digits if
    /// the member's type can hold them. A string that looks like a date stays unchanged in a string member.
    /// <para>
    /// Keys match the names of members without regard to case, in nested objects too. When several keys match the same member, the key with the member's exact
    /// name is read.
    /// </para>
    /// </remarks>
    /// <typeparam name="T">Type of the object.</typeparam>
    /// <param name="serializer">
    /// Deserializes the object. Default: <see langword="null"/>, a serializer that treats each key as data and ignores <see cref="JsonConvert.DefaultSettings"/>.
    /// </param>
    /// <returns>The object. When <see cref="Facts"/> is <see langword="null"/>, it is created from an empty set of facts.</returns>
    /// <exception cref="FactFormatException">A fact doesn't fit the type.</exception>
#if NET
    [RequiresUnreferencedCode("Newtonsoft.Json finds the members of the type by reflection. In a trimmed program use the overload that takes a function.")]
    [RequiresDynamicCode("Newtonsoft.Json makes code for the type at run time. In a program compiled ahead of time use the overload that takes a function.")]
#endif
    public T GetFacts<T>(JsonSerializer? serializer = null)
    {
        serializer ??= FactSerializer.Create();
        using var reader = new JTokenReader(new MemberFacts(serializer).Of(Facts ?? new JObject(), typeof(T))) { MaxDepth = null };
        try
        {
            if (serializer.Deserialize<T>(reader) is { } facts)
            {
                return facts;
            }
        }
        catch (JsonException)
        {
            // The cause isn't included, since it quotes the fact.
        }

        throw new FactFormatException(
            $"The facts can't be read as {typeof(T)}. {nameof(FactFormatException.Path)} says where a fact and the type disagree.", reader.Path);
    }

    /// <summary>Converts the facts with a function, without reflection. Use it in programs that are trimmed or compiled with Native AOT.</summary>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <param name="read">Converts the facts. It receives an empty object when <see cref="Facts"/> is <see langword="null"/>.</param>
    /// <exception cref="ArgumentNullException">The function is <see langword="null"/>.</exception>
    public T GetFacts<T>(Func<JObject, T> read)
    {
        Require.NotNull(read, nameof(read));
        return read(Facts ?? new JObject());
    }
}
