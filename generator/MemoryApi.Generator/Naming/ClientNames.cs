using System;
using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Generator.Naming;

/// <summary>Names of the root client and of the classes of groups.</summary>
internal static class ClientNames
{
    /// <summary>Names that a group can't have, since the root client uses them itself.</summary>
    public static readonly IReadOnlyCollection<string> ReservedGroups =
    [
        "ApiAuthentication", "ApiConnection", "ApiEnvironment", "ConfigureAuthentication", "Connection", "Describe", "Dispose", "Equals", "Finalize", "FromEnvironment", "GC", "GetHashCode", "GetType",
        "MemberwiseClone", "MockedMember", "ReferenceEquals", "RequireConnection", "Service", "ToString", "WithRawResponse",
    ];

    /// <summary>The root client, named by <c>x-client-name</c> or else after the title.</summary>
    public static string Root(string? declared, string? title) => declared ?? CSharpNames.Pascal(title ?? "") + "Client";

    /// <summary>The class with the methods that register the client.</summary>
    public static string Registration(string root) =>
        (root.EndsWith("Client", StringComparison.Ordinal) ? root[..^"Client".Length] : root) + "ServiceCollectionExtensions";

    /// <summary>All classes that come with a root client.</summary>
    public static IEnumerable<string> OfRoot(string root) => [root, root + "Options", root + "WithRawResponse", Registration(root)];

    /// <summary>Whether a root client may have this name: neither this name nor those of the classes that come with it are used by generated code.</summary>
    public static bool IsRoot(string root) => OfRoot(root).All(CSharpNames.IsTypeName);

    /// <summary>All classes that come with a group.</summary>
    public static IEnumerable<string> OfGroup(string group) => [group + "Client", group + "ClientWithRawResponse"];
}
