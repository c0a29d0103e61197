using System;
using System.Threading.Tasks;

namespace MemoryApi.UnitTests.Exceptions;

/// <summary>A scene that ends with an exception: the program's call, and the server's behavior.</summary>
/// <param name="Exception">The type.</param>
/// <param name="Name">What happens.</param>
/// <param name="RunAsync">Does it.</param>
public sealed record ExceptionScene(Type Exception, string Name, Func<Task> RunAsync)
{
    public override string ToString() => $"{Exception.Name}, {Name}";
}
