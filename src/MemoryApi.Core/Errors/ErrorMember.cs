using System;
using System.Collections.Generic;
using System.Text;

namespace MemoryApi.Core;

/// <summary>What a member of an error's body is by its name.</summary>
internal enum ErrorMember
{
    /// <summary>Nothing that the reader knows: the name of a member of the request, or of something else.</summary>
    Unknown,

    /// <summary>A short text for the kind of error, which goes before the others.</summary>
    Title,

    /// <summary>A text, or an error of its own.</summary>
    Reason,

    /// <summary>A text, or the code of the error that other texts explain.</summary>
    ReasonOrCode,

    /// <summary>Errors: a list, or a map of fields.</summary>
    Errors,

    /// <summary>A code.</summary>
    Code,

    /// <summary>A code where there is no other: an identifier of the kind of error.</summary>
    Type,

    /// <summary>Where in the request the error is.</summary>
    Place,

    /// <summary>What comes with an error and says nothing of its reason.</summary>
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
