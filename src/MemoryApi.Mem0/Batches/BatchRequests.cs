using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class BatchMemoryUpdate
{
    partial void ValidateMore()
    {
        Require.NotBlank(MemoryId, "BatchMemoryUpdate.MemoryId", "request");
        Require.AtLeastOneOf(Text is not null || Metadata is not null, "BatchMemoryUpdate", "Text or Metadata", "request");
        Require.Text(Text, "BatchMemoryUpdate.Text", "request", pattern: @"\S");
    }
}

public partial class MemoryReference
{
    partial void ValidateMore() => Require.NotBlank(MemoryId, "MemoryReference.MemoryId", "request");
}

public partial class BatchUpdateMemoriesRequest
{
    partial void ValidateMore() => Require.Items(Memories, "BatchUpdateMemoriesRequest.Memories", "request", minItems: 1);
}

public partial class BatchDeleteMemoriesRequest
{
    partial void ValidateMore() => Require.Items(Memories, "BatchDeleteMemoriesRequest.Memories", "request", minItems: 1);
}
