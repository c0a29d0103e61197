using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Emission;
using MemoryApi.Generator.Naming;
using NJsonSchema;

namespace MemoryApi.Generator.Models;

/// <summary>The open enum of a component with an <c>enum</c> of texts.</summary>
internal sealed class EnumModel(string name, JsonSchema schema)
{
    public string Name => name;

    public string AboutXml => Documentation.Text(schema.Description);

    public IReadOnlyList<EnumValueModel> Values { get; } =
    [
        .. EnumNames.Of(name, schema.Enumeration.OfType<string>().ToList()).Select(value => new EnumValueModel(value.Name, CSharpText.Literal(value.Value), Documentation.Code(value.Value))),
    ];

    /// <summary>The pattern that all known values match.</summary>
    public string PatternCode => string.Join(" or ", Values.Select(value => "Names." + value.Name));

    /// <summary>The name of a value that the documentation uses as an example.</summary>
    public string FirstName => Values[0].Name;
}

/// <summary>One known value of an enum.</summary>
internal sealed record EnumValueModel(string Name, string Literal, string TextXml);
