using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Specs;

/// <summary>A member of a mapping. A class: what LINQ does with classes is compiled in the framework already, and the start of the generator is mostly compiling.</summary>
internal sealed record YamlMember(YamlNode Key, string Name, YamlNode Value);
