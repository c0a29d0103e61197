using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Requests;

public sealed class AddressOfCallTests
{
    private static readonly ApiOperation Search = Operation("Things_Search", "/v1/things/search/");
    private static readonly ApiOperation List = Operation("Things_List", "/v1/things/");
    private static readonly ApiOperation Get = Operation("Things_Get", "/v1/things/{id}/");

    [Test]
    public void An_operation_without_parameters_has_one_address_object()
    {
        var context = Context();

        var first = context.AddressOf(Search, "v1/things/search/");
        context.AddressOf(List, "v1/things/");

        Assert.That(first.AbsoluteUri, Is.EqualTo("https://api.example.test/base/v1/things/search/"));
        Assert.That(context.AddressOf(Search, string.Concat("v1/", "things/search/")), Is.SameAs(first));
        Assert.That(context.AddressOf(List, "v1/things/").AbsoluteUri, Is.EqualTo("https://api.example.test/base/v1/things/"));
    }

    [Test]
    public void Parameters_in_path_or_query_always_make_an_address_of_their_own()
    {
        var context = Context();
        context.AddressOf(List, "v1/things/");

        string[] sent = ["v1/things/?page=1", "v1/things/?page=2", "v1/things/", "v1/thing2/"];
        Assert.That(sent.Select(uri => context.AddressOf(List, uri).AbsoluteUri), Is.EqualTo(sent.Select(static uri => "https://api.example.test/base/" + uri)));

        // The last one has as many characters as the template.
        sent = ["v1/things/a/", "v1/things/b/", "v1/things/%7Bi%7D/", "v1/things/abcd/"];
        Assert.That(sent.Select(uri => context.AddressOf(Get, uri).AbsoluteUri), Is.EqualTo(sent.Select(static uri => "https://api.example.test/base/" + uri)));
    }

    [Test]
    public void Each_of_many_threads_gets_the_address_of_its_operation()
    {
        var operations = Enumerable.Range(0, 20).Select(static i => Operation("Things_" + i, $"/v1/things/{i}/")).ToList();
        var context = Context();

        Parallel.For(0, 20_000, i =>
        {
            var operation = operations[i % operations.Count];
            var address = context.AddressOf(operation, operation.PathTemplate[1..]);
            if (address.AbsolutePath != "/base" + operation.PathTemplate)
            {
                Assert.Fail($"{operation.Id} got {address}.");
            }
        });
    }

    private static CallContext Context() => new(TimeProvider.System, new Destination("https://api.example.test/base/", new TestOptions()), includesServiceMessage: false);

    private static ApiOperation Operation(string id, string pathTemplate) => new(id, HttpMethod.Get, pathTemplate, isIdempotent: true, isEmptyResultAllowed: false);
}
