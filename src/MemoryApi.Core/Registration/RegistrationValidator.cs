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
        violations.AddRange(options.EnvironmentProblems);
        if (options.AddressOfEnvironment?.HasOtherKey(options) == true)
        {
            violations.Add(
                $"The key was set after the address was taken from the environment (by PostConfigure). Set it with Configure, or set {nameof(options.BaseAddress)} too.");
        }

        if (options.Transport is not null)
        {
            violations.Add(
                $"{typeof(TOptions).Name}.{nameof(options.Transport)} is for clients without dependency injection. Use ConfigurePrimaryHttpMessageHandler of the builder that the registration returns.");
        }

        // A name stands for an account, so a missing key is a mistake. For example, the name of a section may be misspelled.
        if (registration.Name is not null && options.UseEnvironment && MissingKey.In(options, registration))
        {
            violations.Add(
                $"There is no API key in {MissingKey.Registration(registration)}, and a registration with a name takes none from the environment. Set {MissingKey.Places(options, registration)}. "
                + $"If each call brings its own key ({nameof(RequestOptions)}.{nameof(RequestOptions.ApiKey)}), set {nameof(options.UseEnvironment)} to false instead.");
        }

        return violations.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(violations);
    }
}
