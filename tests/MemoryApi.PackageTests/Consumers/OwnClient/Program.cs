using Contoso.Contacts;

using var client = BlandClient.FromEnvironment();
var recognized = await client.Contacts.RecognizeAsync(new ResolveContactRequest { PhoneNumber = "+14155550103" });
Console.WriteLine($"{client.GetType().Assembly.GetName().Name} recognized {recognized.Contact.Id.Length > 0}");
