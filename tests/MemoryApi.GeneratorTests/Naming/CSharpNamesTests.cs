using MemoryApi.Generator.Naming;

namespace MemoryApi.GeneratorTests.Naming;

public class CSharpNamesTests
{
    [TestCase("memory_id", "MemoryId")]
    [TestCase("GET_ALL", "GetAll")]
    [TestCase("recentMessages", "RecentMessages")]
    [TestCase("X-Request-ID", "XRequestId")]
    [TestCase("pdf_url", "PdfUrl")]
    [TestCase("v2", "V2")]
    [TestCase("2fa", "_2fa")]
    [TestCase("", "Empty")]
    [TestCase("*", "Empty")]
    public void A_wire_name_becomes_pascal_case(string wireName, string expected) =>
        Assert.That(CSharpNames.Pascal(wireName), Is.EqualTo(expected));

    [TestCase("memory_id", "memoryId")]
    [TestCase("event", "@event")]
    [TestCase("Idempotency-Key", "idempotencyKey")]
    public void A_parameter_is_camel_case_and_never_a_keyword(string wireName, string expected) =>
        Assert.That(CSharpNames.Camel(wireName), Is.EqualTo(expected));

    [TestCase("Memory", true)]
    [TestCase("memory", false)]
    [TestCase("Memory-Page", false)]
    [TestCase("Task", false)]
    [TestCase("Optional", false)]
    public void A_schema_needs_a_name_that_generated_code_can_use(string name, bool expected) =>
        Assert.That(CSharpNames.IsTypeName(name), Is.EqualTo(expected));

    [TestCase("Value", true, false)]
    [TestCase("Names", true, false)]
    [TestCase("TryParse", true, false)]
    [TestCase("Value", false, true)]
    [TestCase("Level", true, true)]
    public void An_enum_has_no_name_of_a_member_that_each_enum_has(string name, bool isEnum, bool expected) =>
        Assert.That(CSharpNames.IsTypeName(name, isEnum), Is.EqualTo(expected));

    [TestCase("Contoso.Crm", true)]
    [TestCase("Contoso.class", false)]
    [TestCase("Contoso..Crm", false)]
    [TestCase("1Contoso", false)]
    public void A_namespace_is_checked(string name, bool expected) =>
        Assert.That(CSharpNames.IsNamespace(name), Is.EqualTo(expected));
}
