using System;

namespace MemoryApi.Core;

/// <summary>The user name and password that the address of a proxy may have, and that no text may repeat.</summary>
internal static class AddressLogin
{
    private const string BeforeAuthority = "://";

    public static bool IsIn(string text) => Start(text) < End(text);

    /// <summary>
    /// The text with <c>***</c> in place of them. .NET writes them decoded, so that they may have any character: what stands before the last @ goes.
    /// </summary>
    public static string Hide(string text) => IsIn(text) ? text.Substring(0, Start(text)) + "***" + text.Substring(End(text)) : text;

    /// <summary>An address without them.</summary>
    public static Uri? Remove(Uri? address) =>
        address is { IsAbsoluteUri: true, UserInfo.Length: > 0 } ? new UriBuilder(address) { UserName = string.Empty, Password = string.Empty }.Uri : address;

    private static int Start(string text)
    {
        var found = text.IndexOf(BeforeAuthority, StringComparison.Ordinal);
        return found < 0 ? int.MaxValue : found + BeforeAuthority.Length;
    }

    private static int End(string text) => text.LastIndexOf('@');
}
