using System;
using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Generator.Drift;

/// <summary>Finds what differs between our operations and the vendor's. The members of a part that only one side has, or that has another type, are not compared.</summary>
internal sealed class ApiComparison
{
    private readonly string _operation;
    private readonly List<Difference> _found = [];
    private readonly HashSet<(ApiSchema, ApiSchema)> _entered = [];

    private ApiComparison(string operation) => _operation = operation;

    /// <summary>All differences, ordered by path, method and place.</summary>
    public static IReadOnlyList<Difference> Compare(IReadOnlyDictionary<string, ComparedOperation> ours, IReadOnlyDictionary<string, ComparedOperation> theirs) =>
    [
        .. ours.Keys.Union(theirs.Keys)
            .OrderBy(operation => operation.Split(' ')[1], StringComparer.Ordinal).ThenBy(operation => operation, StringComparer.Ordinal)
            .SelectMany(operation => Compare(operation, ours.GetValueOrDefault(operation), theirs.GetValueOrDefault(operation))),
    ];

    private static List<Difference> Compare(string operation, ComparedOperation? ours, ComparedOperation? theirs)
    {
        if (ours is null || theirs is null)
        {
            return [new Difference(theirs is null ? DifferenceKinds.OperationExtra : DifferenceKinds.OperationMissing, operation, "-")];
        }

        var comparison = new ApiComparison(operation);
        comparison.CompareParameters(ours.Parameters, theirs.Parameters);
        comparison.CompareRequests(ours.Request, theirs.Request);
        comparison.CompareResponses(ours.Responses, theirs.Responses);
        return comparison._found;
    }

    private void CompareParameters(IReadOnlyDictionary<string, ApiMember> ours, IReadOnlyDictionary<string, ApiMember> theirs)
    {
        foreach (var name in InBoth(ours, theirs, "", DifferenceKinds.ParameterExtra, DifferenceKinds.ParameterMissing))
        {
            CompareMembers(name, ours[name], theirs[name]);
        }
    }

    private void CompareResponses(IReadOnlyDictionary<string, ApiSchema> ours, IReadOnlyDictionary<string, ApiSchema> theirs)
    {
        foreach (var status in InBoth(ours, theirs, "status.", DifferenceKinds.StatusExtra, DifferenceKinds.StatusMissing))
        {
            CompareSchemas($"response.{status}", ours[status], theirs[status]);
        }
    }

    private void CompareRequests(ApiMember? ours, ApiMember? theirs)
    {
        if (ours is not null && theirs is not null)
        {
            CompareMembers("request", ours, theirs);
        }
        else
        {
            Say(DifferenceKinds.Type, "request", ours is not null, theirs is not null, "a body", "none");
        }
    }

    private void CompareMembers(string at, ApiMember ours, ApiMember theirs)
    {
        Say(DifferenceKinds.Required, at, ours.IsRequired, theirs.IsRequired, "required", "optional");
        CompareSchemas(at, ours.Schema, theirs.Schema);
    }

    private void CompareSchemas(string at, ApiSchema ours, ApiSchema theirs)
    {
        // Ends recursive schemas: the same two have been compared further up.
        if (!_entered.Add((ours, theirs)))
        {
            return;
        }

        if (ours != ApiSchema.NoBody && theirs != ApiSchema.NoBody)
        {
            Say(DifferenceKinds.Nullable, at, ours.IsNullable, theirs.IsNullable, "nullable", "never null");
        }

        if (ours.Type != theirs.Type)
        {
            _found.Add(new Difference(DifferenceKinds.Type, _operation, at, $"ours {ours.Type}, theirs {theirs.Type}"));
        }
        else
        {
            CompareValues(at, ours.Values, theirs.Values);
            foreach (var part in InBoth(ours.Parts, theirs.Parts, at, DifferenceKinds.PropertyExtra, DifferenceKinds.PropertyMissing))
            {
                CompareMembers(at + part, ours.Parts[part], theirs.Parts[part]);
            }
        }

        _entered.Remove((ours, theirs));
    }

    private void CompareValues(string at, IReadOnlySet<string> ours, IReadOnlySet<string> theirs)
    {
        if (!ours.SetEquals(theirs))
        {
            var only = new[] { ("ours", ours.Except(theirs)), ("theirs", theirs.Except(ours)) }
                .Where(side => side.Item2.Any())
                .Select(side => $"only {side.Item1} {string.Join(", ", side.Item2.Order(StringComparer.Ordinal))}");
            _found.Add(new Difference(DifferenceKinds.Enum, _operation, at, string.Join("; ", only)));
        }
    }

    /// <summary>The names that both sides have; the others are differences.</summary>
    private IReadOnlyList<string> InBoth<T>(
        IReadOnlyDictionary<string, T> ours, IReadOnlyDictionary<string, T> theirs, string prefix, string extra, string missing)
    {
        var both = ours.Keys.Intersect(theirs.Keys).Order(StringComparer.Ordinal).ToList();
        _found.AddRange(ours.Keys.Except(both).Order(StringComparer.Ordinal).Select(name => new Difference(extra, _operation, prefix + name)));
        _found.AddRange(theirs.Keys.Except(both).Order(StringComparer.Ordinal).Select(name => new Difference(missing, _operation, prefix + name)));
        return both;
    }

    private void Say(string kind, string at, bool ours, bool theirs, string yes, string no)
    {
        if (ours != theirs)
        {
            _found.Add(new Difference(kind, _operation, at, $"ours {(ours ? yes : no)}, theirs {(theirs ? yes : no)}"));
        }
    }
}
