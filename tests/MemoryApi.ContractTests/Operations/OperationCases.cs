using System;
using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.ContractTests;

/// <summary>The cases that follow from the specifications.</summary>
internal static class OperationCases
{
    private static readonly CallSurface[] Surfaces = Enum.GetValues<CallSurface>();

    /// <summary>Every operation.</summary>
    public static IEnumerable<TestCaseData<ContractOperation>> Operations() =>
        ContractOperation.All.Select(operation => new TestCaseData<ContractOperation>(operation));

    /// <summary>Every operation with every example of its request, on both surfaces.</summary>
    public static IEnumerable<TestCaseData<ContractOperation, SpecExample?, CallSurface>> Requests() =>
        from operation in ContractOperation.All
        from example in operation.Spec.RequestSchema is null ? [null] : operation.Spec.RequestExamples.Cast<SpecExample?>()
        from surface in Surfaces
        select new TestCaseData<ContractOperation, SpecExample?, CallSurface>(operation, example, surface);

    /// <summary>Every parameter that may be left out.</summary>
    public static IEnumerable<TestCaseData<ContractOperation, SpecParameter>> OptionalParameters() =>
        from operation in ContractOperation.All
        from parameter in operation.Spec.Parameters
        where !parameter.IsRequired && !operation.Spec.Alternatives.Contains(parameter)
        select new TestCaseData<ContractOperation, SpecParameter>(operation, parameter);

    /// <summary>All parameters of which a call sends exactly one.</summary>
    public static IEnumerable<TestCaseData<ContractOperation, SpecParameter>> Alternatives() =>
        from operation in ContractOperation.All
        from parameter in operation.Spec.Alternatives
        select new TestCaseData<ContractOperation, SpecParameter>(operation, parameter);

    /// <summary>Every declared success with every example, on both surfaces.</summary>
    public static IEnumerable<TestCaseData<ContractOperation, SpecResponse, SpecExample, CallSurface>> Successes() =>
        from operation in ContractOperation.All
        from response in operation.Spec.Responses
        where response is { IsSuccess: true, Schema: not null }
        from example in response.Examples
        from surface in Surfaces
        select new TestCaseData<ContractOperation, SpecResponse, SpecExample, CallSurface>(operation, response, example, surface);

    /// <summary>Every declared success without a body.</summary>
    public static IEnumerable<TestCaseData<ContractOperation, int>> EmptySuccesses() =>
        from operation in ContractOperation.All
        from response in operation.Spec.Responses
        where response is { IsSuccess: true, Schema: null }
        select new TestCaseData<ContractOperation, int>(operation, response.Status);

    /// <summary>Every declared error with every example.</summary>
    public static IEnumerable<TestCaseData<ContractOperation, SpecResponse, SpecExample>> Errors() =>
        from operation in ContractOperation.All
        from response in operation.Spec.Responses
        where !response.IsSuccess
        from example in response.Examples
        select new TestCaseData<ContractOperation, SpecResponse, SpecExample>(operation, response, example);
}
