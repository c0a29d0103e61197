using System;
using System.Threading.Tasks;

namespace MemoryApi.ContractTests;

/// <summary>Takes the exception of a call that must fail.</summary>
internal static class Failing
{
    public static async Task<Exception> CallAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception failure)
        {
            return failure;
        }

        throw new AssertionException("The call succeeded, and it must fail.");
    }

    /// <summary>The exception, which must be of exactly this type.</summary>
    public static async Task<TException> CallAsync<TException>(Func<Task> call)
        where TException : Exception
    {
        var failure = await CallAsync(call);
        Assert.That(failure, Is.TypeOf<TException>());
        return (TException)failure;
    }
}
