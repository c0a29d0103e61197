using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.AI;

namespace MemoryApi.Mem0.AI;

/// <summary>A function with a number among its arguments, which is read leniently: a lookup shouldn't fail because a number is a text.</summary>
/// <param name="function">The function.</param>
/// <param name="name">The name of the argument.</param>
/// <param name="ifNone">The number to use if the argument isn't a number.</param>
internal sealed class NumberReadingFunction(AIFunction function, string name, int ifNone) : DelegatingAIFunction(function)
{
    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.TryGetValue(name, out var value))
        {
            arguments = new AIFunctionArguments(arguments) { Services = arguments.Services, Context = arguments.Context };
            arguments[name] = ToolNumber.Of(value, ifNone);
        }

        return base.InvokeCoreAsync(arguments, cancellationToken);
    }
}
