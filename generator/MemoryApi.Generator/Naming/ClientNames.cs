using System;
using System.Collections.Generic;
using System.Linq;

namespace MemoryApi.Generator.Naming;

/// <summary>Names of the classes that stand for the service and its groups.</summary>
internal static class ClientNames
{
    /// <summary>Names that a group can't have, since the root client uses them itself.</summary>
    public static readonly IReadOnlyCollection<string> ReservedGroups =
    [
        "ApiAuthentication", "ApiConnection", "ApiEnvironment", "ConfigureAuthentication", "Connection", "Describe", "Dispose", "Equals", "Finalize", "FromEnvironment", "GC", "GetHashCode", "GetType",
        "MemberwiseClone", "MockedMember", "ReferenceEquals", "RequireConnection", "Service", "ToString", "WithRawResponse",
    ];

    /// <summary>The class that has the groups: as <c>x-client-name</c> says, else after the title.</summary>
    public static string Root(string? declared, string? title) => declared ?? CSharpNames.Pascal(title ?? "") + "Client";

    /// <summary>The class with the methods that register the client.</summary>
    public static string Registration(string root) =>
        (root.EndsWith("Client", StringComparison.Ordinal) ? root[..^"Client".Length] : root) + "ServiceCollectionExtensions";

    /// <summary>All classes that come with a root client.</summary>
    public static IEnumerable<string> OfRoot(string root) => [root, root + "Options", root + "WithRawResponse", Registration(root)];

    /// <summary>Whether a root client may have this name: generated code uses neither it nor those of the classes beside it.</summary>
    public static bool IsRoot(string root) => OfRoot(root).All(CSharpNames.IsTypeName);

    /// <summary>All classes that come with a group.</summary>
    public static IEnumerable<string> OfGroup(string group) => [group + "Client", group + "ClientWithRawResponse"];
}
