using System;
using System.Globalization;
using System.Numerics;

namespace MemoryApi.UnitTests.Json;

/// <summary>What a number in JSON says, however it is written: a whole number times a power of ten.</summary>
internal readonly record struct ExactNumber(BigInteger Digits, BigInteger Exponent)
{
    public static ExactNumber Of(string json)
    {
        var end = json.IndexOfAny(['e', 'E']);
        var exponent = end < 0 ? BigInteger.Zero : BigInteger.Parse(json.AsSpan(end + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = end < 0 ? json : json[..end];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        exponent -= point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = mantissa.Replace(".", string.Empty, StringComparison.Ordinal);
        var significant = digits.TrimEnd('0');
        return significant is "" or "-"
            ? default
            : new ExactNumber(BigInteger.Parse(significant, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), exponent + digits.Length - significant.Length);
    }

    /// <summary>How many digits the number has from its first to its last that isn't zero.</summary>
    public int Precision => BigInteger.Abs(Digits).ToString(CultureInfo.InvariantCulture).Length;
}
