using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using MemoryApi.Core;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MemoryApi.ContractTests;

/// <summary>An operation and the two methods that it becomes: <c>Memories_Update</c> is <c>client.Memories.UpdateAsync</c>, also on <c>WithRawResponse</c>.</summary>
internal sealed record ContractOperation(ContractService Service, SpecOperation Spec)
{
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings { DateParseHandling = DateParseHandling.None });

    public static IReadOnlyList<ContractOperation> All { get; } =
        [.. ContractService.All.SelectMany(service => service.Spec.Operations.Select(operation => new ContractOperation(service, operation)))];

    /// <summary>The body that a call is made with when a test is about something else.</summary>
    public SpecExample? AnyRequest => Spec.RequestExamples.Count > 0 ? Spec.RequestExamples[0] : null;

    public static ContractOperation Of(string id) => All.Single(operation => operation.Spec.Id == id);

    /// <summary>Calls the operation with the arguments of the specification's examples.</summary>
    /// <param name="client">The client.</param>
    /// <param name="surface">Which of the two methods.</param>
    /// <param name="request">The body.</param>
    /// <param name="without">A parameter to leave out.</param>
    /// <param name="options">What is different for this call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What the method's task holds.</returns>
    public async Task<object?> CallAsync(
        IDisposable client,
        CallSurface surface,
        SpecExample? request,
        SpecParameter? without = null,
        SpecParameter? alternative = null,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var root = surface == CallSurface.WithRawResponse ? Member(client, "WithRawResponse") : client;
        var group = Member(root, Spec.Group);
        var method = Method(group.GetType());
        var arguments = method.GetParameters().Select(parameter => Argument(parameter, request, without, alternative, options, cancellationToken)).ToArray();
        var task = (Task)method.Invoke(group, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        await task;
        return task.GetType().GetProperty("Result")?.GetValue(task);
    }

    /// <summary>Calls the operation as most people do.</summary>
    public Task<object?> CallAsync(IDisposable client) => CallAsync(client, CallSurface.Plain, AnyRequest);

    /// <summary>The method of a group that has exactly the operation's parameters; overloads written by hand have others.</summary>
    public MethodInfo Method(Type group)
    {
        var names = Spec.Parameters.Select(parameter => Normalized(parameter.Name)).Append("options").Append("cancellationtoken").ToHashSet();
        if (Spec.RequestSchema is not null)
        {
            names.Add("request");
        }

        var candidates = group.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(method => method.IsPublic || method.IsFamilyOrAssembly)
            .Where(method => method.Name == Spec.Verb + "Async" && names.SetEquals(method.GetParameters().Select(parameter => Normalized(parameter.Name!))))
            .Where(method => RequestTypeFits(method))
            .ToList();
        Assert.That(candidates, Has.Count.EqualTo(1), $"{group.Name} should have one method {Spec.Verb}Async for {Spec.Id}");
        return candidates[0];
    }

    public override string ToString() => Spec.Id;

    private bool RequestTypeFits(MethodInfo method) =>
        (string?)Spec.RequestSchema?["$ref"] is not { } reference
        || method.GetParameters().Single(parameter => parameter.Name == "request").ParameterType.Name == reference.Split('/')[^1];

    private object? Argument(ParameterInfo parameter, SpecExample? request, SpecParameter? without, SpecParameter? alternative, RequestOptions? options, CancellationToken cancellationToken)
    {
        switch (parameter.Name)
        {
            case "request":
                return request!.Value.ToObject(parameter.ParameterType, Serializer);
            case "options":
                return options;
            case "cancellationToken":
                return cancellationToken;
            default:
                var declared = Spec.Parameters.Single(candidate => Normalized(candidate.Name) == Normalized(parameter.Name!));
                return declared == without || !Spec.IsSent(declared, alternative) ? parameter.DefaultValue : declared.Example.ToObject(parameter.ParameterType, Serializer);
        }
    }

    private static object Member(object owner, string name) =>
        owner.GetType().GetProperty(name)?.GetValue(owner) ?? throw new AssertionException($"{owner.GetType().Name} has no {name}.");

    private static string Normalized(string name) => new([.. name.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
}
