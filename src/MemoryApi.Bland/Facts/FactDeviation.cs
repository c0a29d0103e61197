using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Bland;

/// <summary>A key whose value in the response differs from the prediction.</summary>
public sealed class FactDeviation
{
    /// <summary>Creates a deviation, also for tests of your own code.</summary>
    /// <param name="key">The top-level key.</param>
    /// <param name="kind">How the response differs from the prediction.</param>
    /// <param name="predicted">The predicted value; <see langword="null"/> when the key was not predicted.</param>
    /// <param name="actual">The value in the response; <see langword="null"/> when the key is missing.</param>
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

    /// <summary>How the response differs from the prediction.</summary>
    public FactDeviationKind Kind { get; }

    /// <summary>The predicted value; <see langword="null"/> when the key was not predicted. JSON <c>null</c> is a token of the type null.</summary>
    [System.Text.Json.Serialization.JsonConverter(typeof(JsonTokenConverter))]
    public JToken? Predicted { get; }

    /// <summary>The value in the response; <see langword="null"/> when the key is missing. JSON <c>null</c> is a token of the type null.</summary>
    [System.Text.Json.Serialization.JsonConverter(typeof(JsonTokenConverter))]
    public JToken? Actual { get; }

    /// <summary>The kind, without key or values, which could get into a log by accident.</summary>
    public override string ToString() => $"({Kind})";
}
