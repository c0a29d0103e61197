using System;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core;

/// <summary>Paths of members of a request, parts joined with dots.</summary>
internal static class ErrorPlace
{
    /// <summary>The path that a member of an error gives; <see langword="null"/> when it gives none.</summary>
    public static string? Of(string name, JToken? value)
    {
        switch (value)
        {
            case JArray parts:
                return NullIfEmpty(string.Join(".", parts.Select(ErrorParts.TextOrNumber).Where(part => part is not null)));
            case JObject source:
                return Of(name, source["pointer"] ?? source["parameter"]);
        }

        if (ErrorParts.Text(value) is not { } text || text[0] is not ('#' or '/'))
        {
            return ErrorParts.Text(value);
        }

        // Some frameworks give the path of the URL under this name.
        return string.Equals(name, "path", StringComparison.OrdinalIgnoreCase) ? null : OfPointer(text);
    }

    /// <summary>The path of a member below another path. Frameworks use special names for an error of the whole object; these add nothing to the path.</summary>
    public static string? Join(string? parent, string name) => name switch
    {
        "" or "non_field_errors" or "__all__" => parent,
        _ => parent is null ? name : parent + "." + name,
    };

    private static string? OfPointer(string pointer) =>
        NullIfEmpty(pointer.TrimStart('#').Trim('/').Replace('/', '.').Replace("~1", "/").Replace("~0", "~"));

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
