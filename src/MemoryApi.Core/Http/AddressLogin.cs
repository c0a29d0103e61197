using System;

namespace MemoryApi.Core;

/// <summary>Finds and hides the user name and password in the address of a proxy, so that no text repeats them.</summary>
internal static class AddressLogin
{
    private const string BeforeAuthority = "://";

    public static bool IsIn(string text) => Start(text) < End(text);

    /// <summary>
    /// Replaces user name and password by <c>***</c>. .NET writes them decoded, so they may contain any character: everything before the last @ is replaced.
    /// </summary>
    public static string Hide(string text) => IsIn(text) ? text.Substring(0, Start(text)) + "***" + text.Substring(End(text)) : text;

    /// <summary>An address without user name and password.</summary>
    public static Uri? Remove(Uri? address) =>
        address is { IsAbsoluteUri: true, UserInfo.Length: > 0 } ? new UriBuilder(address) { UserName = string.Empty, Password = string.Empty }.Uri : address;

    private static int Start(string text)
    {
        var found = text.IndexOf(BeforeAuthority, StringComparison.Ordinal);
        return found < 0 ? int.MaxValue : found + BeforeAuthority.Length;
    }

    private static int End(string text) => text.LastIndexOf('@');
}
