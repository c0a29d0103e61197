using System;
using System.Collections.Generic;
using System.Threading;

namespace MemoryApi.ConventionTests.PublicApi;

/// <summary>One of each thing that a listing must tell.</summary>
public class ListedExample<T> : IEquatable<string?>
    where T : class, new()
{
    public const string Name = "x";

    public ListedExample(int count = 3) => Inside = new string('x', count);

    public event EventHandler<string>? Changed;

    public enum Kind
    {
        First,
        Second,
    }

    protected string Inside { get; init; }

    public string? this[int index]
    {
        get => index == 0 ? Inside : null;
        protected set => Changed?.Invoke(this, value ?? "");
    }

    public static TItem Pick<TItem>(IReadOnlyList<TItem> items, CancellationToken token = default)
        where TItem : struct
    {
        token.ThrowIfCancellationRequested();
        return items[0];
    }

    public virtual Dictionary<string, string?>? Find(string? key, out int? found, params object?[] rest)
    {
        found = key is null ? null : rest.Length;
        return null;
    }

    [Obsolete("An example.")]
    public void Old() => this[0] = null;

    public bool Equals(string? other) => other == Inside;

    public override bool Equals(object? obj) => Equals(obj as string);

    public override int GetHashCode() => 0;
}
