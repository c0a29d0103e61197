using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace MemoryApi.Core.Runtime;

/// <summary>
/// Checks arguments before anything is sent. The rules come from the specification. Each error names the argument, the problem and the remedy, and never repeats the
/// argument's content.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Require
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(200);

    /// <summary>Refuses <see langword="null"/>.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="name">Its name.</param>
    /// <param name="parameter">The method's parameter that contains the argument; <see langword="null"/> when it has the same name.</param>
    public static void NotNull([NotNull] object? value, string name, string? parameter = null)
    {
        if (value is null)
        {
            throw new ArgumentNullException(parameter ?? name, $"{name} is required.");
        }
    }

    /// <summary>Refuses <see langword="null"/>, the empty string and nothing but white space.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="name">Its name.</param>
    /// <param name="parameter">The method's parameter that contains the argument; <see langword="null"/> when it has the same name.</param>
    public static void NotBlank([NotNull] string? value, string name, string? parameter = null)
    {
        NotNull(value, name, parameter);
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new ArgumentException($"{name} must not be blank.", parameter ?? name);
        }
    }

    /// <summary>Refuses text with a lone surrogate, which UTF-8 can't encode; <see langword="null"/> is valid.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="name">Its name.</param>
    /// <param name="parameter">The method's parameter that contains the argument; <see langword="null"/> when it has the same name.</param>
    public static void Unicode(string? value, string name, string? parameter = null)
    {
        if (value is not null && SurrogatePairs.HasHalf(value))
        {
            throw new ArgumentException($"{name} {SurrogatePairs.Problem}.", parameter ?? name);
        }
    }

    /// <summary>Refuses a text that is too short, too long or doesn't match a pattern; <see langword="null"/> is valid.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="name">Its name.</param>
    /// <param name="parameter">The method's parameter that contains the argument; <see langword="null"/> when it has the same name.</param>
    /// <param name="minLength">Fewest characters, counted as Unicode code points.</param>
    /// <param name="maxLength">Most characters, counted as Unicode code points.</param>
    /// <param name="pattern">A regular expression that must match somewhere, or <see langword="null"/>.</param>
    public static void Text(string? value, string name, string? parameter = null, int minLength = 0, int maxLength = int.MaxValue, string? pattern = null)
    {
        if (value is null)
        {
            return;
        }

        if (pattern == @"\S" && string.IsNullOrWhiteSpace(value))
        {
            throw new ArgumentException($"{name} must not be blank.", parameter ?? name);
        }

        // JSON Schema counts Unicode code points: an emoji is one, while .NET counts two characters.
        if (minLength > 0 && Length(value) is var length && length < minLength)
        {
            throw new ArgumentException($"{name} has {length} characters; the service takes no fewer than {minLength}.", parameter ?? name);
        }

        if (value.Length > maxLength && Length(value) is var longLength && longLength > maxLength)
        {
            throw new ArgumentException($"{name} has {longLength} characters; the service takes at most {maxLength}.", parameter ?? name);
        }

        if (pattern is not null and not @"\S")
        {
            Match(value, pattern, name, parameter);
        }
    }

    // A separate method, so that the library for regular expressions is loaded only when a text with a pattern is sent.
    private static void Match(string value, string pattern, string name, string? parameter)
    {
        try
        {
            if (!Regex.IsMatch(value, pattern, RegexOptions.CultureInvariant, LongestMatch))
            {
                throw new ArgumentException($"{name} doesn't match the pattern {pattern} that the service asks for.", parameter ?? name);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // Some patterns take forever on some texts. After the timeout, the text is sent and the service decides.
        }
    }

    private static int Length(string text)
    {
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
            {
                length--;
                i++;
            }
        }

        return length;
    }

    /// <summary>Refuses a list that has too few or too many items, or a <see langword="null"/> item; <see langword="null"/> instead of a list is valid.</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="value">The argument.</param>
    /// <param name="name">Its name.</param>
    /// <param name="parameter">The method's parameter that contains the argument; <see langword="null"/> when it has the same name.</param>
    /// <param name="minItems">Fewest items.</param>
    /// <param name="maxItems">Most items.</param>
    /// <param name="areNullsItems">Whether <see langword="null"/> is a valid item.</param>
    public static void Items<T>(
        IReadOnlyList<T>? value, string name, string? parameter = null, int minItems = 0, int maxItems = int.MaxValue, bool areNullsItems = false)
    {
        if (value is null)
        {
            return;
        }

        if (value.Count < minItems)
        {
            throw new ArgumentException(
                value.Count == 0 ? $"{name} must not be empty." : $"{name} has {value.Count} items; the service takes no fewer than {minItems}.", parameter ?? name);
        }

        if (value.Count > maxItems)
        {
            throw new ArgumentException($"{name} has {value.Count} items; the service takes at most {maxItems} at a time.", parameter ?? name);
        }

        for (var i = 0; i < value.Count && !areNullsItems; i++)
        {
            if (value[i] is null)
            {
                throw new ArgumentException($"{name}[{i}] is null. Leave it out.", parameter ?? name);
            }
        }
    }

    /// <summary>Refuses a number outside of a range; <see langword="null"/> passes.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="name">Its name.</param>
    /// <param name="parameter">The method's parameter that contains the argument; <see langword="null"/> when it has the same name.</param>
    /// <param name="minimum">Smallest value.</param>
    /// <param name="maximum">Largest value.</param>
    public static void Range(double? value, string name, string? parameter = null, double minimum = double.NegativeInfinity, double maximum = double.PositiveInfinity)
    {
        if (value is not { } number)
        {
            return;
        }

        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            throw new ArgumentOutOfRangeException(parameter ?? name, $"{name} must be a finite number.");
        }

        if (number < minimum || number > maximum)
        {
            throw new ArgumentOutOfRangeException(parameter ?? name, FormattableString.Invariant((double.IsNegativeInfinity(minimum), double.IsPositiveInfinity(maximum)) switch
            {
                (false, false) => $"{name} must lie from {minimum} to {maximum}.",
                (false, true) => $"{name} must be at least {minimum}.",
                _ => $"{name} must be at most {maximum}.",
            }));
        }
    }

    /// <summary>Refuses an object without any member that is set.</summary>
    /// <param name="isAnySet">Whether a member is set.</param>
    /// <param name="name">Name of the argument.</param>
    /// <param name="members">Names of the members to choose from.</param>
    /// <param name="parameter">The method's parameter that contains the argument; <see langword="null"/> when it has the same name.</param>
    public static void AtLeastOneOf(bool isAnySet, string name, string members, string? parameter = null)
    {
        if (!isAnySet)
        {
            throw new ArgumentException($"{name} sets nothing. Set at least one of {members}.", parameter ?? name);
        }
    }

    /// <summary>Refuses an object unless exactly one of the alternatives is set.</summary>
    /// <param name="count">How many alternatives are set.</param>
    /// <param name="name">Name of the argument.</param>
    /// <param name="alternatives">The alternatives to choose from.</param>
    /// <param name="parameter">The method's parameter that contains the argument; <see langword="null"/> when it has the same name.</param>
    public static void ExactlyOneOf(int count, string name, string alternatives, string? parameter = null)
    {
        if (count != 1)
        {
            throw new ArgumentException($"{name} must set exactly one of {alternatives}; it sets {(count == 0 ? "none" : "several")}.", parameter ?? name);
        }
    }
}
