using System;
using System.IO;
using System.Net.Http;
using MemoryApi.Core;

namespace MemoryApi.UnitTests.Core.Errors;

public sealed class TransportFailureTests
{
    [Test]
    public void What_quotes_the_response_is_replaced_wherever_it_stands()
    {
        foreach (var quoting in new Exception[]
        {
            new HttpRequestException(HttpRequestError.InvalidResponse, "Received an invalid status line: 'secret'"),
            new HttpIOException(HttpRequestError.InvalidResponse, "secret"),
        })
        {
            foreach (var cause in new[] { quoting, new HttpRequestException("copying failed", quoting), new IOException("a", new IOException("b", quoting)) })
            {
                var told = TransportFailure.WithoutSecrets(cause);

                Assert.That(told, Is.TypeOf<HttpRequestException>().With.Property(nameof(HttpRequestException.HttpRequestError)).EqualTo(HttpRequestError.InvalidResponse));
                Assert.That(told.ToString(), Does.Contain("What was received isn't HTTP.").And.Not.Contain("secret"));
            }
        }
    }

    [Test]
    public void Anything_else_stays_what_it_is()
    {
        foreach (var cause in new Exception[]
        {
            new HttpRequestException(HttpRequestError.ConnectionError, "refused", new IOException()),
            new HttpIOException(HttpRequestError.ResponseEnded, "ended"),
            new IOException("broken"),
        })
        {
            Assert.That(TransportFailure.WithoutSecrets(cause), Is.SameAs(cause));
        }
    }
}
