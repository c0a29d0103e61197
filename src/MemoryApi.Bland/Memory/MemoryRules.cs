using System;
using MemoryApi.Core.Runtime;

namespace MemoryApi.Bland;

/// <summary>What the service asks of query parameters together, which the specification has no words for.</summary>
internal static class MemoryRules
{
    public static void CheckContext(string? personaId, string? agentNumber) =>
        CheckOneOf(personaId, nameof(personaId), agentNumber, nameof(agentNumber), "A memory belongs to a persona or to an agent number");

    public static void CheckChanges(string? callId, string? conversationId) =>
        CheckOneOf(callId, nameof(callId), conversationId, nameof(conversationId), "Changes are those of a call or of a conversation");

    private static void CheckOneOf(string? first, string firstName, string? second, string secondName, string reason)
    {
        Require.Text(first, firstName, pattern: @"\S");
        Require.Text(second, secondName, pattern: @"\S");
        if (first is null == second is null)
        {
            throw new ArgumentException(
                $"{reason}. Give either {firstName} or {secondName}{(first is null ? "" : ", not both: what the service makes of both is not documented")}.",
                firstName);
        }
    }
}
