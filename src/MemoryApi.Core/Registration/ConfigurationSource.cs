using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace MemoryApi.Core;

/// <summary>Fills the options of one registration from configuration, and reports entries that can't be read.</summary>
internal sealed class ConfigurationSource<TOptions>(string optionsName, IConfiguration section)
    : IConfigureNamedOptions<TOptions>, IValidateOptions<TOptions>
    where TOptions : ApiClientOptions, new()
{
    public void Configure(TOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, TOptions options)
    {
        if (name == optionsName)
        {
            ConfigurationReader.Apply(section, options);
        }
    }

    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (name != optionsName)
        {
            return ValidateOptionsResult.Skip;
        }

        var problems = ConfigurationReader.Apply(section, new TOptions());
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
