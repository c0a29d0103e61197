using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Specs;

/// <summary>A member of a mapping. It is a class and not a struct: the framework contains precompiled LINQ code for classes, which makes the generator start faster.</summary>
internal sealed record YamlMember(YamlNode Key, string Name, YamlNode Value);
