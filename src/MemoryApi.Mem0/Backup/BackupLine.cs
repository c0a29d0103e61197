using System;
using System.Text.Json;
using MemoryApi.Core.Runtime;
using Newtonsoft.Json.Linq;

namespace MemoryApi.Mem0;

/// <summary>
/// A line of a backup: an object with one member, whose name is the kind of the line. The first line is the header. A line <c>page</c> closes the memories of a
/// page; an interrupted backup resumes after the last of these. A line <c>end</c> closes a complete backup.
/// </summary>
internal abstract class BackupLine
{
    /// <summary>Reads a line; <see langword="null"/> for a blank line and for a line of an unknown kind.</summary>
    /// <exception cref="JsonException">The line can't be part of a backup.</exception>
    public static BackupLine? Parse(ArraySegment<byte> utf8)
    {
        try
        {
            return IsBlank(utf8) ? null : BackupLineJson.Instance.Parse(utf8);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            throw new JsonException("A member of the line is missing or has another type.", failure);
        }
    }

    public abstract void WriteTo(JsonOutput output);

    protected static void WriteMember(JsonOutput output, string kind, JObject content) => output.Value(new JObject { [kind] = content });

    private static bool IsBlank(ReadOnlySpan<byte> utf8)
    {
        foreach (var value in utf8)
        {
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Reads and writes a line of a backup.</summary>
internal sealed class BackupLineJson : JsonCodec<BackupLine?>
{
    public static readonly BackupLineJson Instance = new();

    public override BackupLine? Read(ref JsonInput input)
    {
        BackupLine? line = null;
        input.StartObject();
        while (input.NextMember(out _))
        {
            switch (input.MemberName)
            {
                case BackupHeader.Kind:
                    line = BackupHeader.Of(JsonScalars.Object.Read(ref input));
                    break;
                case BackupMemory.Kind:
                    line = new BackupMemory(MemoryJson.Instance.Read(ref input));
                    break;
                case BackupPage.Kind:
                    line = BackupPage.Of(JsonScalars.Object.Read(ref input));
                    break;
                case BackupEnd.Kind:
                    line = BackupEnd.Of(JsonScalars.Object.Read(ref input));
                    break;
                default:
                    input.Skip();
                    break;
            }
        }

        return line;
    }

    public override void Write(JsonOutput output, BackupLine? value) => value!.WriteTo(output);
}

/// <summary>A memory, as the service returned it.</summary>
internal sealed class BackupMemory(Memory memory) : BackupLine
{
    public const string Kind = "memory";

    public Memory Memory => memory;

    public override void WriteTo(JsonOutput output)
    {
        output.StartObject();
        output.Name("memory"u8);
        MemoryJson.Instance.Write(output, memory);
        output.EndObject();
    }
}
