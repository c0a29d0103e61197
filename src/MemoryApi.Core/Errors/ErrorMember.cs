using System;
using System.Collections.Generic;
using System.Text;

namespace MemoryApi.Core;

/// <summary>What a member of an error's body means, judged by its name.</summary>
internal enum ErrorMember
{
    /// <summary>A name that the reader doesn't know. It may be the name of a request member.</summary>
    Unknown,

    /// <summary>A short text for the kind of error. It is placed before the other texts.</summary>
    Title,

    /// <summary>A text, or a nested error.</summary>
    Reason,

    /// <summary>A text; or, when other texts explain the error, its code.</summary>
    ReasonOrCode,

    /// <summary>Several errors, as a list or as a map from fields to errors.</summary>
    Errors,

    /// <summary>A code.</summary>
    Code,

    /// <summary>An identifier of the kind of error. It is the code when the body has no other code.</summary>
    Type,

    /// <summary>Where in the request the error is.</summary>
    Place,

    /// <summary>Data beside an error that doesn't explain it.</summary>
    Company,
}

/// <summary>The names that services and frameworks give to the parts of an error. Case, <c>_</c> and <c>-</c> don't count.</summary>
internal static class ErrorMembers
{
    private static readonly Dictionary<string, ErrorMember> ByName = new(StringComparer.Ordinal)
    {
        ["title"] = ErrorMember.Title,
        ["detail"] = ErrorMember.Reason,
        ["details"] = ErrorMember.Reason,
        ["message"] = ErrorMember.Reason,
        ["msg"] = ErrorMember.Reason,
        ["errormessage"] = ErrorMember.Reason,
        ["defaultmessage"] = ErrorMember.Reason,
        ["errordescription"] = ErrorMember.Reason,
        ["error"] = ErrorMember.ReasonOrCode,
        ["reason"] = ErrorMember.ReasonOrCode,
        ["errors"] = ErrorMember.Errors,
        ["errormessages"] = ErrorMember.Errors,
        ["fielderrors"] = ErrorMember.Errors,
        ["validationerrors"] = ErrorMember.Errors,
        ["suberrors"] = ErrorMember.Errors,
        ["invalidparams"] = ErrorMember.Errors,
        ["violations"] = ErrorMember.Errors,
        ["issues"] = ErrorMember.Errors,
        ["constraints"] = ErrorMember.Errors,
        ["modelstate"] = ErrorMember.Errors,
        ["code"] = ErrorMember.Code,
        ["errorcode"] = ErrorMember.Code,
        ["type"] = ErrorMember.Type,
        ["loc"] = ErrorMember.Place,
        ["field"] = ErrorMember.Place,
        ["pointer"] = ErrorMember.Place,
        ["path"] = ErrorMember.Place,
        ["param"] = ErrorMember.Place,
        ["property"] = ErrorMember.Place,
        ["propertypath"] = ErrorMember.Place,
        ["target"] = ErrorMember.Place,
        ["source"] = ErrorMember.Place,
        ["status"] = ErrorMember.Company,
        ["statuscode"] = ErrorMember.Company,
        ["success"] = ErrorMember.Company,
        ["timestamp"] = ErrorMember.Company,
        ["requestid"] = ErrorMember.Company,
        ["traceid"] = ErrorMember.Company,
        ["correlationid"] = ErrorMember.Company,
        ["instance"] = ErrorMember.Company,
        ["mem0notice"] = ErrorMember.Company,
        ["requiredscope"] = ErrorMember.Company,
        ["documentationurl"] = ErrorMember.Company,
        ["docs"] = ErrorMember.Company,
    };

    public static ErrorMember Of(string name) => ByName.TryGetValue(Canonical(name), out var member) ? member : ErrorMember.Unknown;

    private static string Canonical(string name)
    {
        var canonical = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (character is not ('_' or '-'))
            {
                canonical.Append(char.ToLowerInvariant(character));
            }
        }

        return canonical.ToString();
    }
}
