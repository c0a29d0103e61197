namespace MemoryApi.Emulator.Mem0;

/// <summary>A person in an organization or project.</summary>
internal sealed record Member(string Email, string Role)
{
    public string UserName => Email.Split('@')[0];
}
