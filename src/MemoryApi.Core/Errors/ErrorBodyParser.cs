using System;
using System.Text.Json;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Core;

/// <summary>
/// Reads the body of an error in any form: JSON (with <see cref="ErrorReader"/>), plain text, HTML or an empty body. It never throws, since an unreadable body must
/// not hide the status code of its response.
/// </summary>
internal static class ErrorBodyParser
{
    private const int LargestBody = 256 * 1024;
    private const int Deepest = 32;

    /// <param name="body">The body.</param>
    /// <param name="mask">Replaces the keys of the call.</param>
    public static ErrorBody Parse(ArraySegment<byte> body, KeyMask mask)
    {
        var text = Utf8Text.Decode(body, LargestBody, out _).Trim();
        if (text.Length == 0 || text[0] == '<')
        {
            return ErrorBody.Empty;
        }

        return TryReadJson(text) is { } token ? Parse(token, mask) : PlainText(mask.Apply(text));
    }

    public static ErrorBody Parse(JToken token, KeyMask mask) => ErrorReader.Read(mask.Apply(token));

    private static ErrorBody PlainText(string text)
    {
        var message = ErrorText.Shorten(text);
        return new ErrorBody(message, null, [new ApiError(null, message)], isJson: false);
    }

    private static JToken? TryReadJson(string text)
    {
        if (text[0] is not ('{' or '[' or '"' or 'n'))
        {
            return null;
        }

        try
        {
            return JsonTokens.Parse(Utf8Text.Encoding.GetBytes(text), JsonTokenRules.None, Deepest);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
