using System;
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

        /// <summary>Uses asynchronous enumerables and clocks, which the framework of the library lacks, but that of the program has.</summary>
        public static async Task<int> CountAsync(string user)
        {
            var options = new Mem0ClientOptions { BaseAddress = new Uri(Environment.GetEnvironmentVariable("MEM0_BASE_URL")), TimeProvider = TimeProvider.System };
            using var mem0 = new Mem0Client(Environment.GetEnvironmentVariable("MEM0_API_KEY"), options);
            var count = 0;
            await using var memories = mem0.Memories.ListAllAsync(EntityScope.User(user)).GetAsyncEnumerator();
            while (await memories.MoveNextAsync().ConfigureAwait(false))
            {
                count++;
            }

            return count;
        }
    }
}
