using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Mem0;

namespace MemoryApi.ContractTests;

/// <summary>Rows 7 and 11: duplicate overloads, tokens that couldn't be left out, and results that are files or nothing in particular.</summary>
internal sealed class SignatureTests
{
    private static readonly Type[] Untyped = [typeof(object), typeof(Stream), typeof(byte[]), typeof(HttpResponseMessage), typeof(HttpContent)];

    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Operations))]
    public void Options_and_token_come_last_and_may_be_left_out(ContractOperation operation)
    {
        var last = MethodOf(operation).GetParameters()[^2..];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(last.Select(parameter => parameter.ParameterType), Is.EqualTo(new[] { typeof(RequestOptions), typeof(CancellationToken) }));
            Assert.That(last.Select(parameter => parameter.IsOptional), Is.All.True);
        }
    }

    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Operations))]
    public void A_result_has_a_type_of_its_own(ContractOperation operation)
    {
        var method = MethodOf(operation);
        var result = method.ReturnType.GetGenericArguments().SingleOrDefault();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(typeof(Task).IsAssignableFrom(method.ReturnType), Is.True);
            Assert.That(Untyped, Does.Not.Contain(result));
            Assert.That(result?.Name, Does.Not.StartWith("FileResponse"));
        }
    }

    [Test]
    public async Task A_cancelled_token_stays_the_cancellation_of_the_caller()
    {
        using var transport = CannedTransport.Responding(200, """{"id":"1"}""");
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        var failure = await Failing.CallAsync(() => client.Memories.GetAsync("1", cancellationToken: cancellation.Token));

        Assert.That(failure, Is.InstanceOf<OperationCanceledException>().With.Property("CancellationToken").EqualTo(cancellation.Token));
        Assert.That(transport.Requests, Is.Empty);
    }

    [Test]
    public async Task The_response_of_the_transport_is_disposed()
    {
        var content = new DisposableContent("""{"id":"1"}""");
        using var transport = new CannedTransport(_ => new HttpResponseMessage { Content = content });
        using var client = (Mem0Client)ContractService.Mem0.CreateClient(transport);

        await client.Memories.GetAsync("1");

        Assert.That(content.IsDisposed, Is.True);
    }

    private static MethodInfo MethodOf(ContractOperation operation)
    {
        using var transport = CannedTransport.Responding(200, "{}");
        using var client = operation.Service.CreateClient(transport);
        return operation.Method(client.GetType().GetProperty(operation.Spec.Group)!.PropertyType);
    }

    private sealed class DisposableContent(string text) : StringContent(text)
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
