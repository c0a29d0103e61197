using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core;

/// <summary>The parts of one error: its texts, its code, its place, and its members that contain further errors.</summary>
internal sealed class ErrorParts
{
    private readonly List<string> _texts = [];
    private readonly List<string> _afterthoughts = [];
    private readonly List<string> _words = [];
    private readonly List<string> _phrases = [];
    private string? _title;
    private string? _code;
    private string? _type;

    private ErrorParts()
    {
    }

    /// <summary>The members that contain further errors, in their order.</summary>
    public List<(ErrorMember Member, JToken Value)> Inner { get; } = [];

    /// <summary>Where in the request the error is, if it says so.</summary>
    public string? Place { get; private set; }

    /// <summary>Whether there is a text that says more than a code or status.</summary>
    public bool HasReason => _title is not null || _texts.Count + _afterthoughts.Count > 0;

    public bool HasCode => (_code ?? _type) is not null;

    public bool HasText => HasReason || _words.Count + _phrases.Count > 0;

    public static ErrorParts Of(JObject error)
    {
        var parts = new ErrorParts();
        foreach (var member in error)
        {
            parts.Add(ErrorMembers.Of(member.Key), member.Key, member.Value!);
        }

        // Beside "reason", "name" is the field. Otherwise it names the kind of error.
        parts.Place ??= Text(error["reason"]) is null ? null : Text(error["name"]);
        return parts;
    }

    /// <summary>Creates the error from its parts. A text that only repeats the status code is dropped when there are others.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="hasInner">Whether there are errors inside of it.</param>
    public ApiError ToError(string? place, bool hasInner)
    {
        var code = _code;
        var texts = new List<string>();
        if (_title is not null)
        {
            texts.Add(_title);
        }

        texts.AddRange(_texts);
        texts.AddRange(_afterthoughts);
        foreach (var word in _words)
        {
            // Other texts explain this code. Without them, the code itself is the text.
            var isCode = texts.Count > 0 || hasInner;
            if (!isCode || code is not null)
            {
                texts.Add(word);
            }

            code ??= isCode || ErrorText.IsConstant(word) ? word : null;
        }

        if (texts.Count == 0 && !hasInner)
        {
            texts.AddRange(_phrases);
        }

        return new ApiError(code ?? _type, ErrorText.Join(texts), place);
    }

    /// <summary>A text that isn't blank.</summary>
    public static string? Text(JToken? value) =>
        value is JValue { Type: JTokenType.String } text && !string.IsNullOrWhiteSpace((string?)text) ? ErrorText.Shorten((string)text!) : null;

    /// <summary>A text, or a number as a text.</summary>
    public static string? TextOrNumber(JToken? value) =>
        value is JValue { Type: JTokenType.Integer or JTokenType.Float } number ? number.ToString(CultureInfo.InvariantCulture) : Text(value);

    private void Add(ErrorMember member, string name, JToken value)
    {
        switch (member)
        {
            case ErrorMember.Title when Text(value) is { } title:
                AddTitle(title);
                break;
            case ErrorMember.Reason or ErrorMember.Errors when Text(value) is { } text:
                _texts.Add(text);
                break;
            case ErrorMember.ReasonOrCode when Text(value) is { } text:
                AddReasonOrCode(text);
                break;
            case ErrorMember.Reason or ErrorMember.ReasonOrCode or ErrorMember.Errors when value is JContainer:
                Inner.Add((member, value));
                break;
            case ErrorMember.ReasonOrCode or ErrorMember.Code when TextOrNumber(value) is { } code:
                AddCode(code, isNumber: value.Type != JTokenType.String);
                break;
            case ErrorMember.Type when Text(value) is { } type && !ErrorText.IsStatusType(type):
                _type ??= type;
                break;
            case ErrorMember.Place when ErrorPlace.Of(name, value) is { } place:
                Place ??= place;
                break;
            case ErrorMember.Unknown when name == "extensions" && value is JObject extensions:
                _type ??= TextOrNumber(extensions["code"]);
                break;
        }
    }

    private void AddTitle(string title)
    {
        if (ErrorText.IsStatusPhrase(title))
        {
            _phrases.Add(title);
        }
        else if (_title is null)
        {
            _title = title;
        }
        else
        {
            _texts.Add(title);
        }
    }

    private void AddReasonOrCode(string text)
    {
        var texts = ErrorText.IsStatusPhrase(text) ? _phrases : ErrorText.IsWord(text) ? _words : _afterthoughts;
        texts.Add(text);
    }

    private void AddCode(string code, bool isNumber)
    {
        if (_code is null)
        {
            _code = code;
        }
        else if (!isNumber)
        {
            _afterthoughts.Add(code);
        }
    }
}
