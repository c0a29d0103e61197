using System;

namespace MemoryApi.Bland;

/// <summary>Facts don't have the form that was asked for. The message holds nothing of their content, so it may be logged.</summary>
public sealed class FactFormatException : FormatException
{
    /// <summary>Makes an exception, also in a test of code that handles it.</summary>
    /// <param name="message">A short text without keys or values.</param>
    /// <param name="path">Where in the facts it went wrong, or <see langword="null"/>.</param>
    public FactFormatException(string message, string? path = null)
        : base(message) => Path = path;

    /// <summary>
    /// Where in the facts it went wrong, e.g. <c>address.city</c>; <see langword="null"/> or empty when it isn't known. It is made of
    /// keys, which may be personal data.
    /// </summary>
    public string? Path { get; }
}
