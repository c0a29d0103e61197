using System.Collections.Generic;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Options;

namespace MemoryApi.Core;

/// <summary>Checks the options of one registration when the program starts, or else when they are first used.</summary>
internal sealed class RegistrationValidator<TOptions>(ClientRegistration registration) : IValidateOptions<TOptions>
    where TOptions : ApiClientOptions
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (name != registration.OptionsName)
        {
            return ValidateOptionsResult.Skip;
        }

        var violations = new List<string>(ApiClientOptionsRules.Violations(options, registration.Service, mayLackKey: true));
        if (options.Transport is not null)
        {
            violations.Add(
                $"{typeof(TOptions).Name}.{nameof(options.Transport)} is for clients without dependency injection. Use ConfigurePrimaryHttpMessageHandler of the builder that the registration returns.");
        }

        return violations.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(violations);
    }
}
