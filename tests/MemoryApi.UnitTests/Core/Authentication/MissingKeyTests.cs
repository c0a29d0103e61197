using MemoryApi.Bland;
using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Core.Authentication;

/// <summary>A key that a program has read from a variable that isn't set.</summary>
public sealed class MissingKeyTests
{
    [Test]
    public void A_key_that_is_null_is_refused_with_what_to_check()
    {
        Assert.That(() => new Mem0Client((string)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("apiKey").And.Message.StartsWith("There is no API key"));
        Assert.That(() => new BlandClient((string)null!), Throws.ArgumentNullException.With.Message.Contains("environment variable"));
    }
}
