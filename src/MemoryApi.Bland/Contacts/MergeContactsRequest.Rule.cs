using System;

namespace MemoryApi.Bland;

public partial class MergeContactsRequest
{
    partial void ValidateMore()
    {
        if (string.Equals(PrimaryContactId, DuplicateContactId, StringComparison.Ordinal))
        {
            throw new ArgumentException("A contact can't be merged with itself. Name two different contacts.", "request");
        }
    }
}
