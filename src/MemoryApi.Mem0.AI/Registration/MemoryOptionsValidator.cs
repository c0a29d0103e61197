using Microsoft.Extensions.Options;

namespace MemoryApi.Mem0.AI;

/// <summary>Validates registered options when the program starts, and reports all mistakes.</summary>
internal sealed class MemoryOptionsValidator : IValidateOptions<Mem0MemoryOptions>
{
    public ValidateOptionsResult Validate(string? name, Mem0MemoryOptions options) =>
        Mem0MemoryOptionsRules.Violations(options) is { Count: > 0 } violations ? ValidateOptionsResult.Fail(violations) : ValidateOptionsResult.Success;
}
