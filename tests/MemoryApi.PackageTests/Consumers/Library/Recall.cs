using System.Threading.Tasks;
using MemoryApi.Mem0;

namespace Contoso.Library
{
    /// <summary>What a library for every framework does with the client.</summary>
    public static class Recall
    {
        public static async Task<string?> FirstAsync(Mem0Client mem0, string user, string query)
        {
            var found = await mem0.Memories.SearchAsync(query, EntityScope.User(user)).ConfigureAwait(false);
            return found.Results.Count == 0 ? null : found.Results[0].Text;
        }
    }
}
