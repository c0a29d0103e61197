using System;
using System.Linq;
using System.Text.RegularExpressions;
using MemoryApi.Generator.Documents;
using MemoryApi.Generator.Naming;
using MemoryApi.Generator.Specs;
using YamlDotNet.RepresentationModel;

namespace MemoryApi.Generator.Completion;

/// <summary>Fills in missing data about the service: title, name of the client, address and authentication.</summary>
internal sealed partial class ServiceDefaults : ICompletion
{
    public void Apply(Draft draft)
    {
        draft.Root.Remove("webhooks");
        var info = Draft.Mapping(draft.Root, "info");
        if (string.IsNullOrWhiteSpace(info.GetText("title")))
        {
            info.Set("title", "Api");
        }

        var name = ClientNames.Root(info.GetText(Extensions.ClientName), info.GetText("title"));
        if (!ClientNames.IsRoot(name))
        {
            var pascal = CSharpNames.Pascal(info.GetText("title")!).TrimStart('_');
            name = (CSharpNames.IsPascal(pascal) ? pascal : "Api") + "Client";
            name = ClientNames.IsRoot(name) ? name : "Service" + name;
            draft.Say(info, $"The client is called {name}. Set x-client-name under info for another name.");
        }

        info.Set(Extensions.ClientName, name);
        Address(draft);
        Key(draft);
    }

    private static void Address(Draft draft)
    {
        var server = draft.Root.Get("servers").Items().OfType<YamlMappingNode>().FirstOrDefault();
        var url = server.GetText("url") ?? "/";
        foreach (var (_, name, variable) in server.Get("variables").Members())
        {
            url = url.Replace($"{{{name}}}", variable.GetText("default") ?? string.Empty, StringComparison.Ordinal);
        }

        url = url.Trim().TrimEnd('/');
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || Placeholder().IsMatch(url) || address.Query.Length + address.Fragment.Length + address.UserInfo.Length > 0)
        {
            draft.Say(server ?? (YamlNode)draft.Root, "The document names no absolute address, so a program must set BaseAddress of the client's options.");
            url = string.Empty;
        }
        else if (address is { Scheme: "http", IsLoopback: false })
        {
            draft.Say(server!, "The address begins with http, which sends the key in the open: a program must set AllowInsecureBaseAddress, or an https address as BaseAddress.");
        }

        draft.Root.Set("servers", new YamlSequenceNode(new YamlMappingNode { { "url", url } }));
    }

    private static void Key(Draft draft)
    {
        var (security, others) = SecuritySchemes.Chosen(draft.Source);
        foreach (var operation in others)
        {
            draft.Say(operation.Key, $"{operation.Method.ToUpperInvariant()} {operation.Path} takes another key than {security.Header}, which the client sends. Pass it with RequestOptions.Headers.");
        }

        foreach (var (key, name, scheme) in draft.Root.Get("components").Get("securitySchemes").Members())
        {
            if (draft.Source.Resolve(scheme) is { } target && SecuritySchemes.Read(target) is null)
            {
                draft.Say(key, $"The security scheme {name} isn't supported: the generator knows keys in headers, bearer tokens, OAuth's tokens and basic authentication.");
            }
        }
    }

    [GeneratedRegex(@"[{}]")]
    private static partial Regex Placeholder();
}
