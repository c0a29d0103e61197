using Newtonsoft.Json.Linq;

namespace MemoryApi.Core;

/// <summary>Tells an error from a map of fields to their errors: the two look alike where a field has a name like <c>title</c>.</summary>
internal static class ErrorShape
{
    /// <summary>Whether an object in a list, or under the name of a field, is an error.</summary>
    public static bool IsError(JObject value)
    {
        var hasPlace = false;
        var hasInner = false;
        foreach (var member in value)
        {
            var kind = ErrorMembers.Of(member.Key);
            if (ErrorParts.TextOrNumber(member.Value) is null)
            {
                hasInner |= kind is ErrorMember.Reason or ErrorMember.ReasonOrCode or ErrorMember.Errors && member.Value is JContainer;
            }
            else if (kind == ErrorMember.Place)
            {
                hasPlace = true;
            }
            else if (kind is not (ErrorMember.Unknown or ErrorMember.Company))
            {
                return true;
            }
        }

        return hasPlace && hasInner;
    }

    /// <summary>Whether an object that stands where several errors belong is a single one.</summary>
    public static bool IsSingleError(JObject value)
    {
        foreach (var member in value)
        {
            if (ErrorMembers.Of(member.Key) == ErrorMember.Unknown && (member.Value is JContainer || ErrorParts.Text(member.Value) is not null))
            {
                return false;
            }
        }

        return IsError(value);
    }

    /// <summary>Whether a member isn't a part of the error but the name of an invalid request field.</summary>
    /// <param name="name">Name of the member.</param>
    /// <param name="value">Value of the member.</param>
    /// <param name="parts">The parts of the error.</param>
    /// <param name="hasInner">Whether there are errors inside of it.</param>
    public static bool IsField(string name, JToken? value, ErrorParts parts, bool hasInner) => ErrorMembers.Of(name) switch
    {
        // A form may have a field that is named like a part of an error, beside other fields.
        ErrorMember.Unknown => !parts.HasReason && (value is JArray || !(parts.HasText || (parts.HasCode && parts.Place is not null) || hasInner)),
        ErrorMember.Title or ErrorMember.Code or ErrorMember.Type => value is JContainer,
        ErrorMember.Place => !parts.HasReason && (value is JContainer || !(parts.HasText || parts.HasCode || hasInner)),
        ErrorMember.Company => !parts.HasReason && value is JContainer,
        _ => false,
    };
}
