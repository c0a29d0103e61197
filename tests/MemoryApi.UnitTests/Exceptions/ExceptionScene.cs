using System;
using System.Threading.Tasks;

namespace MemoryApi.UnitTests.Exceptions;

/// <summary>A way to an exception: what programs do, and what comes back over a connection.</summary>
/// <param name="Exception">The type.</param>
/// <param name="Name">What happens.</param>
/// <param name="RunAsync">Does it.</param>
public sealed record ExceptionScene(Type Exception, string Name, Func<Task> RunAsync)
{
    public override string ToString() => $"{Exception.Name}, {Name}";
}
