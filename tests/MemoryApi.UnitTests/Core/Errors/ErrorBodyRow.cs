using System.Linq;
using MemoryApi.Core;

namespace MemoryApi.UnitTests.Core.Errors;

/// <summary>A body, and what must be read from it. Errors are written <c>code | field | message</c>, with nothing for what there isn't.</summary>
/// <param name="Sender">Who sends such a body.</param>
/// <param name="Body">The body.</param>
/// <param name="Message">The explanation.</param>
/// <param name="Code">The code.</param>
/// <param name="Errors">The errors; when there are none here, one with the code and the explanation.</param>
public sealed record ErrorBodyRow(string Sender, string Body, string? Message, string? Code = null, params string[] Errors)
{
    public string[] ExpectedErrors => Errors.Length > 0 ? Errors : Message is null && Code is null ? [] : [Write(new ApiError(Code, Message))];

    public static string Write(ApiError error) => string.Join(" | ", new[] { error.Code, error.Field, error.Message }.Select(part => part ?? string.Empty));

    public override string ToString() => $"{Sender}: {(Body.Length > 90 ? Body[..90] + "…" : Body)}";
}
