using System.Security;

namespace MemoryApi.PackageTests;

/// <summary>A new console project with a generated client. Warnings are errors, as in the project of a careful user.</summary>
internal static class GeneratingProject
{
    /// <summary>
    /// Writes the project file. The document and the code belong in its folder. With <paramref name="strict"/>, the conventions of this repository's own specs
    /// apply.
    /// </summary>
    public static void Write(string path, string document, string @namespace, bool strict = false) => Workspace.Write(path, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="MemoryApi.Core" Version="$(MemoryApiVersion)" />
            <PackageReference Include="MemoryApi.Generator" Version="$(MemoryApiVersion)" PrivateAssets="all" />
            <MemoryApiSpec Include="{SecurityElement.Escape(document)}" Namespace="{@namespace}" Strict="{(strict ? "true" : "false")}" />
          </ItemGroup>
        </Project>
        """);
}
