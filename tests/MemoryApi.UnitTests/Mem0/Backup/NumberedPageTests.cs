using MemoryApi.Mem0;

namespace MemoryApi.UnitTests.Mem0.Backup;

public sealed class NumberedPageTests
{
    [Test]
    public void What_a_page_is_told_apart_by_is_made_once_from_all_its_ids()
    {
        var page = new NumberedPage(1, new MemoryPage { Results = [new Memory { Id = "m1" }, new Memory { Id = "m2" }] });

        var first = page.Identity;

        Assert.That(first, Is.EqualTo("m1\nm2"));
        Assert.That(page.Identity, Is.SameAs(first));
    }
}
