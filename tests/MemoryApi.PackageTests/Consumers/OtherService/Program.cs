using Contoso.Parcels;
using MemoryApi.Core;

using var client = ContosoParcelsClient.FromEnvironment();

await foreach (var parcel in client.Parcels.ListAllAsync(limit: 2))
{
    Console.WriteLine($"{parcel.Id} {parcel.State}");
}

var redirected = await client.Parcels.RedirectAsync("p/1", new RedirectParcelRequest("Oslo"));
Console.WriteLine($"to {redirected.Destination}");

try
{
    await client.Parcels.SendAsync(new SendParcelRequest("Oslo"));
}
catch (MemoryApiServerException exception)
{
    Console.WriteLine($"{exception.Operation}: {exception.StatusCode}, attempts: {exception.Attempts}");
}
