namespace MemoryApi.Emulator.Bland;

/// <summary>Whom the one key belongs to.</summary>
internal static class BlandAccount
{
    public const string OrganizationId = "11111111-2222-4333-8444-555555555555";
}
