using System;
using System.Globalization;
using System.Numerics;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>Numbers by value: a service on JavaScript returns 1 for 1.0, and 100 for 1e2.</summary>
internal static class FactNumber
{
    public static bool AreEqual(JValue left, JValue right) =>
        left.Value is long one && right.Value is long other ? one == other : Equals(Canonical(left), Canonical(right));

    public static string WireText(JValue number) => number.ToString(Formatting.None);

    /// <summary>A big integer for a whole number, else a decimal. A double is first converted to the number that the client reads for it in a response.</summary>
    private static object? Canonical(JValue number) => number.Value switch
    {
        BigInteger whole => whole,
        decimal value => Canonical(value),
        double or float => FactJson.ReadNumber(WireText(number)) switch
        {
            decimal value => Canonical(value),
            long whole => new BigInteger(whole),
            BigInteger whole => whole,
            _ => number.Value,
        },
        ulong whole => new BigInteger(whole),
        var whole => new BigInteger(Convert.ToInt64(whole, CultureInfo.InvariantCulture)),
    };

    private static object Canonical(decimal value) => value == decimal.Truncate(value) ? new BigInteger(value) : value;
}
