using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace MemoryApi.ContractTests;

/// <summary>That the tests leave nothing of the specifications out, counted on the text of the YAML and not by the code that the cases come from.</summary>
internal sealed partial class CompletenessTests
{
    private static readonly string[] Specs = ["mem0.yaml", "bland.yaml"];

    [Test]
    public void Every_operation_has_a_request_a_response_and_an_error()
    {
        var declared = Specs.SelectMany(spec => OperationId().Matches(Text(spec))).Select(match => match.Groups[1].Value).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(declared, Is.Unique.And.Not.Empty);
            Assert.That(OperationCases.Requests().Select(data => data.Arguments[0]!.ToString()).Distinct(), Is.EquivalentTo(declared));
            Assert.That(OperationCases.Successes().Select(data => data.Arguments[0]!.ToString()).Distinct(), Is.EquivalentTo(declared));
            Assert.That(OperationCases.Errors().Select(data => data.Arguments[0]!.ToString()).Distinct(), Is.EquivalentTo(declared));
        }
    }

    [Test]
    public void Every_declared_response_is_tested()
    {
        var declared = Specs.Sum(spec => Status().Count(Text(spec)));
        var tested = OperationCases.Successes().Select(data => $"{data.Arguments[0]} {data.Arguments[1]}")
            .Concat(OperationCases.EmptySuccesses().Select(data => $"{data.Arguments[0]} {data.Arguments[1]}"))
            .Concat(OperationCases.Errors().Select(data => $"{data.Arguments[0]} {data.Arguments[1]}"))
            .Distinct();

        Assert.That(tested.Count(), Is.EqualTo(declared));
    }

    [TestCaseSource(typeof(OperationCases), nameof(OperationCases.Operations))]
    public void Every_example_is_valid_by_its_own_schema(ContractOperation operation)
    {
        var validator = new SchemaValidator(operation.Service.Spec);

        using (Assert.EnterMultipleScope())
        {
            foreach (var example in operation.Spec.RequestExamples)
            {
                Assert.That(validator.Validate(operation.Spec.RequestSchema!, example.Value), Is.Empty, $"request example {example}");
            }

            foreach (var response in operation.Spec.Responses)
            {
                foreach (var example in response.Examples)
                {
                    Assert.That(validator.Validate(response.Schema!, example.Value), Is.Empty, $"example {example} of {response}");
                }
            }

            foreach (var parameter in operation.Spec.Parameters)
            {
                Assert.That(validator.Validate(parameter.Schema, parameter.Example), Is.Empty, $"example of {parameter}");
            }
        }
    }

    private static string Text(string spec) => File.ReadAllText(Path.Combine(RepositoryLayout.SpecsDirectory, spec));

    [GeneratedRegex(@"^\s+operationId:\s*(\w+)\s*$", RegexOptions.Multiline)]
    private static partial Regex OperationId();

    [GeneratedRegex(@"^\s+'\d\d\d':\s*$", RegexOptions.Multiline)]
    private static partial Regex Status();
}
