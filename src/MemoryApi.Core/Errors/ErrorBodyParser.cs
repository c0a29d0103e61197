using System;
using System.Collections.Generic;
using System.Text.Json;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core;

/// <summary>
/// Reads the body of an error, whatever its shape: envelopes, single messages, maps of fields, lists, plain text, HTML, nothing.
/// It never throws: a body that can't be read must not hide the status that came with it.
/// </summary>
internal static class ErrorBodyParser
{
    private const int LargestBody = 256 * 1024;
    private const int Deepest = 32;
    private const int LongestMessage = 2048;
    private const int MostErrors = 100;

    public static ErrorBody Parse(ArraySegment<byte> body)
    {
        var text = body.Count is 0 or > LargestBody ? string.Empty : Utf8Text.Decode(body).Trim();
        if (text.Length == 0 || text[0] == '<')
        {
            return ErrorBody.Empty;
        }

        return text[0] is '{' or '[' or '"' && TryReadJson(text) is { } token ? Parse(token) : PlainText(text);
    }

    public static ErrorBody Parse(JToken token)
    {
        var collector = new Collector();
        collector.Add(token);
        return collector.ToBody();
    }

    private static ErrorBody PlainText(string text)
    {
        var message = Shorten(text);
        return new ErrorBody(message, null, [new ApiError(null, message)]);
    }

    private static JToken? TryReadJson(string text)
    {
        try
        {
            return JsonTokens.Parse(Utf8Text.Encoding.GetBytes(text), JsonTokenRules.None, Deepest);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Shorten(string text) => text.Length <= LongestMessage ? text : text.Substring(0, LongestMessage);

    /// <summary>Goes through one body and keeps what names, explains or places an error.</summary>
    private sealed class Collector
    {
        // Members that accompany errors and are none themselves.
        private static readonly HashSet<string> NotFields = new(StringComparer.Ordinal)
        {
            "code", "data", "detail", "details", "error", "error_code", "errors", "message", "mem0_notice", "pagination",
            "request_id", "required_scope", "status", "status_code", "statusCode", "success", "timestamp",
        };

        private readonly List<ApiError> _errors = [];
        private string? _message;
        private string? _code;

        public ErrorBody ToBody()
        {
            if (_errors.Count == 0 && (_message ?? _code) is not null)
            {
                _errors.Add(new ApiError(_code, _message));
            }

            var first = _errors.Count > 0 ? _errors[0] : null;
            return new ErrorBody(_message ?? Sentence(first), _code ?? first?.Code, _errors);
        }

        public void Add(JToken token)
        {
            switch (token)
            {
                case JObject body:
                    AddBody(body);
                    break;
                case JArray list:
                    AddList(list, null);
                    break;
                case JValue { Type: JTokenType.String } text:
                    _message = Shorten((string)text!);
                    break;
            }
        }

        private void AddBody(JObject body)
        {
            _message = Text(body, "detail") ?? Text(body["details"], "message") ?? Text(body, "message");
            _code = Text(body, "code") ?? Text(body, "error_code");
            AddErrorMember(body);

            AddStructured(body["detail"]);
            AddStructured(body["errors"]);
            if (_message is null && _errors.Count == 0)
            {
                foreach (var member in body)
                {
                    if (!NotFields.Contains(member.Key))
                    {
                        AddField(member.Key, member.Value);
                    }
                }
            }
        }

        /// <summary><c>error</c> is a code beside a message, else the message; in some services an object of its own.</summary>
        private void AddErrorMember(JObject body)
        {
            if (body["error"] is JObject inner)
            {
                _message ??= Text(inner, "message") ?? Text(inner, "detail");
                _code ??= Text(inner, "code") ?? Text(inner, "type");
                return;
            }

            if (Text(body, "error") is not { } error)
            {
                return;
            }

            if (_message is null)
            {
                _message = error;
                _code ??= IsConstant(error) ? error : null;
            }
            else if (error.IndexOf(' ') < 0)
            {
                _code ??= error;
            }
        }

        private void AddStructured(JToken? token)
        {
            switch (token)
            {
                case JArray list:
                    AddList(list, null);
                    break;
                case JObject fields when Text(fields, "message") is { } message:
                    AddError(new ApiError(Text(fields, "code") ?? Text(fields, "error"), message));
                    break;
                case JObject fields:
                    AddFields(fields, null);
                    break;
                case JValue { Type: JTokenType.String } text when _message is null:
                    _message = Shorten((string)text!);
                    break;
            }
        }

        private void AddFields(JObject fields, string? parent)
        {
            foreach (var field in fields)
            {
                AddField(parent is null ? field.Key : parent + "." + field.Key, field.Value);
            }
        }

        private void AddField(string name, JToken? value)
        {
            switch (value)
            {
                case JArray list:
                    AddList(list, name);
                    break;
                case JObject fields:
                    AddFields(fields, name);
                    break;
                case JValue { Type: JTokenType.String } text:
                    AddError(new ApiError(null, Shorten((string)text!), name));
                    break;
            }
        }

        private void AddList(JArray list, string? field)
        {
            foreach (var item in list)
            {
                switch (item)
                {
                    case JObject error:
                        AddItem(error, field);
                        break;
                    case JValue { Type: JTokenType.String } text:
                        AddError(new ApiError(null, Shorten((string)text!), field));
                        break;
                }
            }
        }

        private void AddItem(JObject item, string? field)
        {
            var code = Text(item, "error") ?? Text(item, "code") ?? Text(item, "type");
            var message = Text(item, "message") ?? Text(item, "msg") ?? Text(item, "detail");
            if (code is null && message is null)
            {
                AddFields(item, field);
            }
            else if (message is null && !IsConstant(code!))
            {
                AddError(new ApiError(null, code, Place(item) ?? field));
            }
            else
            {
                AddError(new ApiError(code, message, Place(item) ?? field));
            }
        }

        private static string? Place(JObject item) => item["loc"] switch
        {
            JArray parts => string.Join(".", parts),
            _ => Text(item, "field") ?? Text(item, "path"),
        };

        private void AddError(ApiError error)
        {
            if (_errors.Count < MostErrors)
            {
                _errors.Add(error);
            }
        }

        private static string? Sentence(ApiError? error) =>
            error is { Field: { } field, Message: { } message } ? field + ": " + message : error?.Message;

        private static string? Text(JToken? parent, string name) =>
            parent is JObject && parent[name] is JValue { Type: JTokenType.String } text && !string.IsNullOrWhiteSpace((string?)text)
                ? Shorten((string)text!)
                : null;

        /// <summary>Whether a text is written like the name of a constant, e.g. <c>NOT_FOUND</c>.</summary>
        private static bool IsConstant(string text)
        {
            foreach (var character in text)
            {
                if (character is not ((>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
                {
                    return false;
                }
            }

            return text.Length > 0;
        }
    }
}
