using System.Text;
using System.Text.Json;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace MemoryApi.UnitTests.Core.Json;

/// <summary>The codec of a user's own type, as generator/RUNTIME.md shows it, works with both JSON libraries.</summary>
public sealed class OwnTypeTests
{
    private const string Json = """{"amount":12.50,"currency":"CHF"}""";

    [Test]
    public void All_ways_write_the_same()
    {
        var money = new Money(12.50m, "CHF");

        Assert.That(Encoding.UTF8.GetString(MoneyJson.Instance.ToUtf8(money)), Is.EqualTo(Json));
        Assert.That(JsonSerializer.Serialize(money), Is.EqualTo(Json));
        Assert.That(JsonConvert.SerializeObject(money), Is.EqualTo(Json));
    }

    [Test]
    public void All_ways_read_the_same()
    {
        var money = new Money(12.50m, "CHF");

        Assert.That(MoneyJson.Instance.Parse(Encoding.UTF8.GetBytes(Json)), Is.EqualTo(money));
        Assert.That(JsonSerializer.Deserialize<Money>(Json), Is.EqualTo(money));
        Assert.That(JsonConvert.DeserializeObject<Money>(Json), Is.EqualTo(money));
    }
}

[System.Text.Json.Serialization.JsonConverter(typeof(MoneyJson))]
[Newtonsoft.Json.JsonConverter(typeof(NewtonsoftConverter<Money, MoneyJson>))]
public sealed record Money(decimal Amount, string Currency);

public sealed class MoneyJson : JsonCodec<Money>
{
    public static readonly MoneyJson Instance = new();

    public override Money Read(ref JsonInput input)
    {
        var money = new Money(0, "EUR");
        input.StartObject();
        while (input.NextMember(out _))
        {
            switch (input.MemberName)
            {
                case "amount" when input.TryDecimal(out var amount):
                    money = money with { Amount = amount ?? 0 };
                    break;
                case "currency" when input.TryString(out var currency):
                    money = money with { Currency = currency ?? "EUR" };
                    break;
                default:
                    input.Skip();
                    break;
            }
        }

        return money;
    }

    public override void Write(JsonOutput output, Money value) =>
        output.Value(new JObject { ["amount"] = value.Amount, ["currency"] = value.Currency });
}
