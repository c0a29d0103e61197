namespace MemoryApi.Emulator.Bland;

/// <summary>The account that the emulator's only key belongs to.</summary>
internal static class BlandAccount
{
    public const string OrganizationId = "11111111-2222-4333-8444-555555555555";
}
