using System.Text;

namespace MemoryApi.Core.Runtime;

/// <summary>Finds lone surrogates, which UTF-8 can't encode. They occur when a text is cut in the middle of a surrogate pair.</summary>
internal static class SurrogatePairs
{
    /// <summary>The problem and its remedy, as the rest of a sentence that begins with the name of the value.</summary>
    public const string Problem = "has half of a surrogate pair, which would arrive as another text. Don't cut a text between the two halves";

    public static bool HasHalf(string text)
    {
        try
        {
            Utf8Text.Strict.GetByteCount(text);
            return false;
        }
        catch (EncoderFallbackException)
        {
            return true;
        }
    }
}
