using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>One key at which the service responded otherwise than predicted.</summary>
public sealed class FactDeviation
{
    /// <summary>Makes a deviation, also in a test of code that handles it.</summary>
    /// <param name="key">The top-level key.</param>
    /// <param name="kind">How the response departs from the prediction.</param>
    /// <param name="predicted">The value that was predicted; <see langword="null"/> when the key was not.</param>
    /// <param name="actual">The value in the response; <see langword="null"/> when the key is not there.</param>
    /// <exception cref="System.ArgumentNullException">The key is <see langword="null"/>.</exception>
    public FactDeviation(string key, FactDeviationKind kind, JToken? predicted, JToken? actual)
    {
        Require.NotNull(key, nameof(key));
        Key = key;
        Kind = kind;
        Predicted = predicted;
        Actual = actual;
    }

    /// <summary>The top-level key.</summary>
    public string Key { get; }

    /// <summary>How the response departs from the prediction.</summary>
    public FactDeviationKind Kind { get; }

    /// <summary>The value that was predicted, a token of the type null for JSON <c>null</c>; <see langword="null"/> when the key was not predicted.</summary>
    public JToken? Predicted { get; }

    /// <summary>The value in the response, a token of the type null for JSON <c>null</c>; <see langword="null"/> when the key is not there.</summary>
    public JToken? Actual { get; }

    /// <summary>The kind. It holds nothing of key or values, so that none gets into a log by accident.</summary>
    public override string ToString() => $"({Kind})";
}
