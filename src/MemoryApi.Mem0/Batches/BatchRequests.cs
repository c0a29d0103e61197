using MemoryApi.Core.Runtime;

namespace MemoryApi.Mem0;

public partial class BatchMemoryUpdate
{
    partial void ValidateMore()
    {
        Require.NotBlank(MemoryId, "BatchMemoryUpdate.MemoryId");
        Require.AtLeastOneOf(Text is not null || Metadata is not null, "BatchMemoryUpdate", "Text or Metadata");
        Require.Text(Text, "BatchMemoryUpdate.Text", pattern: @"\S");
    }
}

public partial class MemoryReference
{
    partial void ValidateMore() => Require.NotBlank(MemoryId, "MemoryReference.MemoryId");
}

public partial class BatchUpdateMemoriesRequest
{
    partial void ValidateMore() => Require.Items(Memories, "BatchUpdateMemoriesRequest.Memories", minItems: 1);
}

public partial class BatchDeleteMemoriesRequest
{
    partial void ValidateMore() => Require.Items(Memories, "BatchDeleteMemoriesRequest.Memories", minItems: 1);
}
