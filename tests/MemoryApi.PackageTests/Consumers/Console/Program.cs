using Contoso.Library;
using MemoryApi.Bland;
using MemoryApi.Mem0;

using var mem0 = Mem0Client.FromEnvironment();
var user = "console on " + AppContext.TargetFrameworkName;
var added = await mem0.Memories.AddAsync("I love espresso.", EntityScope.User(user));
await mem0.Events.WaitAsync(added);
Console.WriteLine($"{await Recall.CountAsync(user)}: {await Recall.FirstAsync(mem0, user, "espresso")}");

using var bland = BlandClient.FromEnvironment();
var resolved = await bland.Contacts.ResolveAsync(new ResolveContactRequest { ExternalId = user });
var memory = (await bland.Memory.GetOrCreateAsync(new GetOrCreateMemoryRequest(resolved.Contact.Id) { AgentNumber = "+14155550199" })).Memory;
var report = await bland.Memory.MergeFactsAsync(memory, new FactPatch { ["plan"] = "premium" });
Console.WriteLine($"added {report.Added.Count}, as predicted: {report.IsAsPredicted}");
