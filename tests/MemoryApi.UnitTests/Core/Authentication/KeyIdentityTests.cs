using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Authentication;

public sealed class KeyIdentityTests
{
    [Test]
    public async Task It_is_stable_and_does_not_give_the_key_away()
    {
        using var one = TestService.Connect(new ScriptedTransport());
        using var two = TestService.Connect(new ScriptedTransport(), options => options.ApiKey = "Token " + TestService.Key + " ");

        var identity = await one.GetKeyIdentityAsync(null, default);

        // Written down, because it may be kept between runs.
        Assert.That(identity, Is.EqualTo("bdfa8c3c2bcb793090211457cae40b686fc2763a2d180cea79222fdd83108cbf"));
        Assert.That(await two.GetKeyIdentityAsync(null, default), Is.EqualTo(identity));
        Assert.That(identity, Does.Match("^[0-9a-f]{64}$").And.Not.Contain("secret"));
    }

    [Test]
    public async Task The_key_of_a_call_wins()
    {
        using var connection = TestService.Connect(new ScriptedTransport(), options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = _ => throw new InvalidOperationException("asked");
        });
        using var other = TestService.Connect(new ScriptedTransport(), options => options.ApiKey = "mine");

        Assert.That(
            await connection.GetKeyIdentityAsync(new RequestOptions { ApiKey = "mine" }, default), Is.EqualTo(await other.GetKeyIdentityAsync(null, default)));
    }

    [Test]
    public async Task A_provider_is_asked_each_time()
    {
        var keys = new Queue<string>(["one", "two"]);
        using var connection = TestService.Connect(new ScriptedTransport(), options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = _ => new ValueTask<string>(keys.Dequeue());
        });

        var first = await connection.GetKeyIdentityAsync(null, default);
        Assert.That(await connection.GetKeyIdentityAsync(null, default), Is.Not.EqualTo(first));
    }

    [Test]
    public async Task A_provider_that_fails_is_an_authentication_error()
    {
        using var connection = TestService.Connect(new ScriptedTransport(), options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = _ => throw new InvalidOperationException("closed");
        });

        await Assert.ThatAsync(() => connection.GetKeyIdentityAsync(null, default).AsTask(), Throws.TypeOf<MemoryApiAuthenticationException>());
    }

    [Test]
    public async Task A_registered_connection_follows_the_configuration()
    {
        var root = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Memory:ApiKey"] = "old" }).Build();
        ApiConnection? connection = null;
        var services = new ServiceCollection();
        services.AddApiClient<object, TestOptions>(TestService.Description, made => connection = made, root.GetSection("Memory"));
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<object>();
        var before = await connection!.GetKeyIdentityAsync(null, default);

        root["Memory:ApiKey"] = "new";
        root.Reload();

        Assert.That(await connection.GetKeyIdentityAsync(null, default), Is.Not.EqualTo(before));
    }
}
