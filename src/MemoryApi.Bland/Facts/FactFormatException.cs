using System;

namespace MemoryApi.Bland;

/// <summary>Facts don't have the requested form. The message doesn't contain their content, so it may be logged.</summary>
public sealed class FactFormatException : FormatException
{
    /// <summary>Creates the exception, also for tests of your own code.</summary>
    /// <param name="message">A short text without keys or values.</param>
    /// <param name="path">The path of the invalid fact, or <see langword="null"/>.</param>
    public FactFormatException(string message, string? path = null)
        : base(message) => Path = path;

    /// <summary>
    /// The path of the invalid fact, e.g. <c>address.city</c>; <see langword="null"/> or empty when it isn't known. It contains keys, which may be personal data.
    /// </summary>
    public string? Path { get; }
}
