using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core;

/// <summary>
/// Reads errors out of JSON, by the names that services and frameworks use (see <c>ErrorMembers</c>): single texts, lists, maps of fields, errors
/// inside of errors, problem details (RFC 9457). It keeps each text of a known member. Anything else remains available in the raw body only.
/// </summary>
internal sealed class ErrorReader
{
    private const int MostErrors = 100;

    private readonly List<ApiError> _errors = [];

    private ErrorReader()
    {
    }

    public static ErrorBody Read(JToken body)
    {
        var reader = new ErrorReader();
        reader.ReadReason(body, null);
        return reader.ToBody();
    }

    private ErrorBody ToBody()
    {
        var texts = new List<string>();
        string? code = null;
        foreach (var error in _errors)
        {
            code ??= error.Code;
            if (Summary(error) is { } summary)
            {
                texts.Add(summary);
            }
        }

        return new ErrorBody(ErrorText.Join(texts), code, _errors, isJson: true);
    }

    /// <summary>A code alone explains nothing. Together with the name of a field it does.</summary>
    private static string? Summary(ApiError error) => error.Field is null ? error.Message
        : (error.Message ?? error.Code) is { } text ? error.Field + ": " + text
        : null;

    /// <summary>Reads the whole body, or the value of a member that explains the error.</summary>
    private void ReadReason(JToken value, string? field)
    {
        if (value is JObject error)
        {
            ReadError(error, field);
        }
        else
        {
            ReadTexts(value, field, areItemsOfRequest: false);
        }
    }

    /// <summary>Reads the value of a member that holds several errors.</summary>
    private void ReadErrors(JToken value, string? field)
    {
        if (value is JObject fields && !ErrorShape.IsSingleError(fields))
        {
            ReadFields(fields, field);
        }
        else
        {
            ReadReason(value, field);
        }
    }

    /// <summary>Reads the value of a field, or an item of a list.</summary>
    private void ReadField(JToken? value, string? field)
    {
        switch (value)
        {
            case JObject error when ErrorShape.IsError(error):
                ReadError(error, field);
                break;
            case JObject fields:
                ReadFields(fields, field);
                break;
            case { } texts:
                ReadTexts(texts, field, areItemsOfRequest: true);
                break;
        }
    }

    private void ReadTexts(JToken value, string? field, bool areItemsOfRequest)
    {
        if (ErrorParts.Text(value) is { } text)
        {
            Add(new ApiError(null, text, field));
        }
        else if (value is JArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                // Beneath a field, errors of list items stand in the order of the items.
                var isItem = areItemsOfRequest && list[i] is JObject item && !ErrorShape.IsError(item);
                ReadField(list[i], isItem ? ErrorPlace.Join(field, i.ToString(CultureInfo.InvariantCulture)) : field);
            }
        }
    }

    private void ReadFields(JObject fields, string? parent)
    {
        foreach (var field in fields)
        {
            ReadField(field.Value, ErrorPlace.Join(parent, field.Key));
        }
    }

    private void ReadError(JObject error, string? field)
    {
        var start = _errors.Count;
        var parts = ErrorParts.Of(error);
        var place = parts.Place ?? field;
        foreach (var (member, value) in parts.Inner)
        {
            if (member == ErrorMember.Errors)
            {
                ReadErrors(value, place);
            }
            else
            {
                ReadReason(value, place);
            }
        }

        var hasInner = _errors.Count > start;
        foreach (var member in error)
        {
            if (ErrorShape.IsField(member.Key, member.Value, parts, hasInner))
            {
                ReadField(member.Value, ErrorPlace.Join(field, member.Key));
            }
        }

        var own = parts.ToError(place, hasInner: _errors.Count > start);
        Share(own.Code, start, isAlone: own.Message is null, place);
        if (own.Message is not null)
        {
            Insert(start, own);
        }
    }

    /// <summary>
    /// Passes the code of an outer error to the errors inside of it. If these have codes of their own, and the outer error has no text, its code becomes an error by
    /// itself.
    /// </summary>
    private void Share(string? code, int start, bool isAlone, string? place)
    {
        if (code is null)
        {
            return;
        }

        var isTaken = false;
        for (var i = start; i < _errors.Count; i++)
        {
            if (_errors[i].Code is null)
            {
                _errors[i] = new ApiError(code, _errors[i].Message, _errors[i].Field);
                isTaken = true;
            }
        }

        if (isAlone && !isTaken)
        {
            Insert(start, new ApiError(code, null, place));
        }
    }

    private void Insert(int index, ApiError error)
    {
        if (index == MostErrors)
        {
            return;
        }

        if (_errors.Count == MostErrors)
        {
            _errors.RemoveAt(MostErrors - 1);
        }

        _errors.Insert(index, error);
    }

    private void Add(ApiError error)
    {
        if (_errors.Count < MostErrors)
        {
            _errors.Add(error);
        }
    }
}
