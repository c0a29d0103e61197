using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Core.Errors;

/// <summary>A body of an error with its reasons in any of the forms that the reader knows, one inside of the other. Each text is there once.</summary>
internal sealed class RandomErrorBody
{
    private static readonly string[] TextNames = ["message", "detail", "details", "msg", "error_description", "errorMessage", "Detail", "MESSAGE"];
    private static readonly string[] ListNames = ["message", "error", "errors", "detail", "details", "errorMessages", "violations", "Errors"];
    private static readonly string[] PlaceNames = ["field", "loc", "pointer", "param"];

    private readonly Random _random;
    private int _count;

    public RandomErrorBody(int seed)
    {
        _random = new Random(seed);
        Body = _random.Next(6) == 0 ? Reasons(3) : Error(3);
    }

    public JToken Body { get; }

    /// <summary>All texts and codes in it.</summary>
    public List<string> Texts { get; } = [];

    private JToken Reasons(int depth) => _random.Next(depth > 0 ? 5 : 2) switch
    {
        0 => Sentence(),
        1 => new JArray(Many(3).Select(_ => Sentence())),
        2 => new JArray(Many(3).Select(_ => (object)Reasons(depth - 1)).ToArray()),
        3 => Fields(depth - 1),
        _ => Error(depth - 1),
    };

    /// <summary>Fields may have the names of reasons, but then lists.</summary>
    private JObject Fields(int depth)
    {
        var fields = new JObject();
        foreach (var _ in Many(3))
        {
            fields[$"field{_count++}"] = Reasons(depth);
        }

        if (_random.Next(3) == 0)
        {
            fields[OneOf(["message", "title", "code", "type", "error", "detail"])] = new JArray(Many(2).Select(_ => Sentence()));
            foreach (var other in fields.Properties().Where(field => field.Value is not JArray))
            {
                other.Value = new JArray(other.Value);
            }
        }

        return fields;
    }

    private JObject Error(int depth)
    {
        var error = new JObject { [OneOf(TextNames)] = Sentence() };
        switch (_random.Next(6))
        {
            case 0:
                error["code"] = Word();
                break;
            case 1:
                error["type"] = "https://errors.test/" + Word();
                Texts[^1] = (string)error["type"]!;
                break;
            case 2:
                error["error"] = Word();
                break;
            case 3:
                error["code"] = ++_count + 1000;
                Texts.Add((string)error["code"]!);
                break;
            case 4:
                error["title"] = Sentence();
                break;
        }

        if (_random.Next(3) == 0)
        {
            var place = OneOf(PlaceNames);
            error[place] = place == "loc" ? new JArray("body", _count) : $"member{_count}";
        }

        if (depth > 0 && _random.Next(2) == 0)
        {
            var name = OneOf(ListNames);
            error[name] ??= new JArray(Many(2).Select(_ => (object)Reasons(depth - 1)).ToArray());
        }

        if (_random.Next(4) == 0)
        {
            error["status"] = 400;
            error["timestamp"] = "2026-01-15T10:30:00Z";
            error["request_id"] = "r-1";
        }

        return error;
    }

    private IEnumerable<int> Many(int most) => Enumerable.Range(0, _random.Next(1, most + 1)).ToArray();

    private string OneOf(string[] texts) => texts[_random.Next(texts.Length)];

    private string Sentence()
    {
        Texts.Add($"reason {_count++} is \"bad\"{OneOf(["", ".", "\n", " é😀"])}");
        return Texts[^1];
    }

    private string Word()
    {
        Texts.Add($"W{_count++}");
        return Texts[^1];
    }
}
