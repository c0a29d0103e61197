using System.Threading;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MemoryApi.Core;

/// <summary>
/// Logs once that a registration has no key. This is a validator, because validators run when the host starts, or else when the options are first used. It isn't an
/// error, since each call may bring its own key.
/// </summary>
internal sealed class MissingKeyWarning<TOptions>(ClientRegistration registration, ILoggerFactory? loggers) : IValidateOptions<TOptions>
    where TOptions : ApiClientOptions
{
    private int _logged;

    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        // No warning with UseEnvironment = false, since the key is left out on purpose, nor for a registration with a name, whose missing key is an error.
        if (name == registration.OptionsName
            && registration.UsesEnvironment(options)
            && options.EnvironmentProblems.Count == 0
            && MissingKey.In(options, registration)
            && Interlocked.Exchange(ref _logged, 1) == 0)
        {
            ClientLog.OfRegistered(registration.Service, options, loggers)?.KeyMissing(MissingKey.Registration(registration), MissingKey.Places(options, registration));
        }

        return ValidateOptionsResult.Skip;
    }
}
