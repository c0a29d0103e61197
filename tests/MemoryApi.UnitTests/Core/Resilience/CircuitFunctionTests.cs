using System;
using System.Threading.Tasks;
using MemoryApi.Core;
using MemoryApi.Core.Runtime;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace MemoryApi.UnitTests.Core.Resilience;

/// <summary>A function of the user that throws in the circuit breaker fails its call, and never keeps the circuit from closing later.</summary>
public sealed class CircuitFunctionTests
{
    private const string Good = """{"value":"x"}""";
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(5);

    public enum Function
    {
        OnOpened,
        OnHalfOpened,
        OnClosed,
        ShouldHandle,
        BreakDurationGenerator,
    }

    [Test]
    public async Task One_that_throws_while_the_circuit_is_half_open_does_not_keep_it_there(
        [Values(Function.OnHalfOpened, Function.ShouldHandle, Function.BreakDurationGenerator)] Function function, [Values] bool isAsync, [Values] bool hasOwnKey)
    {
        var clock = new FakeTimeProvider();
        var isBroken = false;
        var transport = new ScriptedTransport().Respond(503).Respond(503).Respond(function == Function.BreakDurationGenerator ? 503 : 200, Good).Respond(200, Good);
        using var connection = Connect(transport, clock, circuit => Set(circuit, function, isAsync, () => isBroken));
        var options = hasOwnKey ? new RequestOptions { ApiKey = "m0-of-the-tenant" } : null;
        await OpenAsync(connection, options);
        clock.Advance(Break);

        isBroken = true;
        await Assert.ThatAsync(() => connection.CallAsync(options: options), Throws.TypeOf<NotFiniteNumberException>());
        await Assert.ThatAsync(() => connection.CallAsync(options: options), Throws.TypeOf<MemoryApiRejectedException>());
        isBroken = false;
        clock.Advance(Break);

        Assert.That(await connection.CallAsync(options: options), Is.EqualTo("x"));
        Assert.That(await connection.CallAsync(options: options), Is.EqualTo("x"));
    }

    [Test]
    public async Task A_callback_that_throws_before_the_attempt_keeps_it_from_being_sent()
    {
        var clock = new FakeTimeProvider();
        var transport = new ScriptedTransport().Respond(503);
        using var connection = Connect(transport, clock, circuit => Set(circuit, Function.OnHalfOpened, isAsync: false, static () => true));
        await OpenAsync(connection);
        clock.Advance(Break);

        await Assert.ThatAsync(() => connection.CallAsync(TestService.RequestWithBody("fact")), Throws.TypeOf<NotFiniteNumberException>());

        Assert.That(transport.Sent, Has.Count.EqualTo(2));
    }

    [TestCase(Function.OnOpened)]
    [TestCase(Function.BreakDurationGenerator)]
    public async Task One_that_throws_when_the_circuit_opens_does_not_keep_it_closed(Function function)
    {
        var clock = new FakeTimeProvider();
        using var connection = Connect(
            new ScriptedTransport().Respond(503).Respond(503).Respond(200, Good), clock, circuit => Set(circuit, function, isAsync: false, static () => true));
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiServerException>());

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<NotFiniteNumberException>());
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiRejectedException>());
        clock.Advance(Break);

        Assert.That(await connection.CallAsync(), Is.EqualTo("x"));
    }

    [Test]
    public async Task One_that_throws_when_the_circuit_closes_does_not_keep_it_open()
    {
        var clock = new FakeTimeProvider();
        using var connection = Connect(
            new ScriptedTransport().Respond(503).Respond(503).Respond(200, Good), clock, circuit => Set(circuit, Function.OnClosed, isAsync: false, static () => true));
        await OpenAsync(connection);
        clock.Advance(Break);

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<NotFiniteNumberException>());
        Assert.That(await connection.CallAsync(), Is.EqualTo("x"));
    }

    [Test]
    public async Task A_predicate_that_throws_while_the_circuit_is_closed_leaves_the_decision_to_the_usual_one()
    {
        var clock = new FakeTimeProvider();
        using var connection = Connect(new ScriptedTransport().Respond(503), clock, circuit => Set(circuit, Function.ShouldHandle, isAsync: false, static () => true));

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<NotFiniteNumberException>());
        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<NotFiniteNumberException>());

        await Assert.ThatAsync(() => connection.CallAsync(), Throws.TypeOf<MemoryApiRejectedException>());
    }

    private static async Task OpenAsync(ApiConnection connection, RequestOptions? options = null)
    {
        await Assert.ThatAsync(() => connection.CallAsync(options: options), Throws.TypeOf<MemoryApiServerException>());
        await Assert.ThatAsync(() => connection.CallAsync(options: options), Throws.TypeOf<MemoryApiServerException>());
        await Assert.ThatAsync(() => connection.CallAsync(options: options), Throws.TypeOf<MemoryApiRejectedException>());
    }

    private static ApiConnection Connect(ScriptedTransport transport, TimeProvider clock, Action<HttpCircuitBreakerStrategyOptions> configure) =>
        TestService.Connect(transport, options =>
        {
            options.TimeProvider = clock;
            options.Resilience.Retry.MaxRetryAttempts = 0;
            options.Resilience.CircuitBreaker.MinimumThroughput = 2;
            options.Resilience.CircuitBreaker.BreakDuration = Break;
            configure(options.Resilience.CircuitBreaker);
        });

    private static void Set(HttpCircuitBreakerStrategyOptions circuit, Function function, bool isAsync, Func<bool> isBroken)
    {
        switch (function)
        {
            case Function.OnOpened:
                circuit.OnOpened = async _ => await MayThrowAsync();
                break;
            case Function.OnHalfOpened:
                circuit.OnHalfOpened = isAsync ? async _ => await MayThrowAsync() : _ => MayThrowAsync();
                break;
            case Function.OnClosed:
                circuit.OnClosed = async _ => await MayThrowAsync();
                break;
            case Function.ShouldHandle:
                circuit.ShouldHandle = async args =>
                {
                    await MayThrowAsync();
                    return args.Outcome.Result is { IsSuccessStatusCode: false };
                };
                break;
            case Function.BreakDurationGenerator:
                circuit.BreakDurationGenerator = async _ =>
                {
                    await MayThrowAsync();
                    return Break;
                };
                break;
        }

        ValueTask MayThrowAsync() =>
            !isBroken() ? default
            : isAsync ? new ValueTask(Task.FromException(new NotFiniteNumberException()))
            : throw new NotFiniteNumberException();
    }
}
