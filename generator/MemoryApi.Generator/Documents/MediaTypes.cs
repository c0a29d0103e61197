using System;
using System.Collections.Generic;
using System.Linq;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Documents;

/// <summary>Chooses one of several media types. JSON is preferred.</summary>
internal static class MediaTypes
{
    /// <summary>The media type to use, with its format; null when no media type has a format.</summary>
    public static (string Name, ContentFormat Format, YamlNode Node)? Choose(YamlNode? content)
    {
        var candidates = content.Members().Select(member => (member.Name, Format: FormatOf(member.Name), member.Value)).Where(candidate => candidate.Format is not null).ToList();
        return candidates.Count == 0
            ? null
            : candidates.Select(candidate => (candidate.Name, candidate.Format!.Value, candidate.Value)).MinBy(candidate => candidate.Item2);
    }

    public static ContentFormat? FormatOf(string name)
    {
        var bare = name.Split(';')[0].Trim().ToLowerInvariant();
        return bare switch
        {
            "application/json" or "text/json" or "*/*" or "application/*" => ContentFormat.Json,
            _ when bare.EndsWith("+json", StringComparison.Ordinal) => ContentFormat.Json,
            "application/x-www-form-urlencoded" => ContentFormat.Form,
            "application/xml" or "application/yaml" or "application/javascript" => ContentFormat.Text,
            _ when bare.EndsWith("+xml", StringComparison.Ordinal) || bare.StartsWith("text/", StringComparison.Ordinal) => ContentFormat.Text,
            _ when bare.StartsWith("multipart/", StringComparison.Ordinal) || !bare.Contains('/', StringComparison.Ordinal) => null,
            _ => ContentFormat.Bytes,
        };
    }

    /// <summary>The media type that is sent. A range such as <c>text/*</c> can't be sent.</summary>
    public static string Sent(string name, ContentFormat format) =>
        name.Contains('*', StringComparison.Ordinal) ? format == ContentFormat.Json ? "application/json" : "application/octet-stream" : name;
}
