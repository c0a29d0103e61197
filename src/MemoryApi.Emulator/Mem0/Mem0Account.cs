namespace MemoryApi.Emulator.Mem0;

/// <summary>The account that the emulator's only key belongs to.</summary>
internal static class Mem0Account
{
    public const string OrganizationId = "org_emulator";
    public const string ProjectId = "proj_emulator";
    public const int ProjectNumber = 1;
    public const string UserName = "emulator";
    public const string Email = "emulator@example.com";
}
