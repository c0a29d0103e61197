using MemoryApi.Mem0;
using Newtonsoft.Json.Linq;

namespace MemoryApi.UnitTests.Mem0.Backup;

public sealed class BackupPassTests
{
    [Test]
    public void A_pass_in_which_the_list_shifted_is_never_whole_however_often_it_shifted()
    {
        var repeated = Pass();
        repeated.Take(page: 1, listed: 2, distinct: 1, added: 1, expected: 2);
        repeated.Take(page: 2, listed: 2, distinct: 1, added: 1, expected: 2);
        repeated.IsAtEnd = true;

        var changed = Pass();
        changed.Take(page: 1, listed: 2, distinct: 2, added: 2, expected: 5);
        changed.Take(page: 2, listed: 2, distinct: 2, added: 2, expected: 6);
        changed.Take(page: 3, listed: 1, distinct: 1, added: 1, expected: 5);
        changed.IsAtEnd = true;

        Assert.That((repeated.HasAll, repeated.IsWhole), Is.EqualTo((true, false)));
        Assert.That((changed.HasAll, changed.IsWhole), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_pass_over_a_list_that_did_not_change_is_whole_at_its_end()
    {
        var pass = Pass();
        pass.Take(page: 1, listed: 2, distinct: 2, added: 2, expected: 3);
        pass.Take(page: 2, listed: 1, distinct: 1, added: 1, expected: 3);

        Assert.That(pass.IsWhole, Is.False);
        pass.IsAtEnd = true;
        Assert.That(pass.IsWhole, Is.True);
    }

    [Test]
    public void Without_the_filter_a_pass_of_several_pages_is_whole_only_if_it_finds_nothing_new()
    {
        var first = new BackupPass(1, isFiltered: false);
        first.Take(page: 1, listed: 2, distinct: 2, added: 2, expected: 3);
        first.Take(page: 2, listed: 1, distinct: 1, added: 1, expected: 3);
        first.IsAtEnd = true;
        var second = first.Next();
        second.Take(page: 1, listed: 2, distinct: 2, added: 0, expected: 3);
        second.Take(page: 2, listed: 1, distinct: 1, added: 0, expected: 3);
        second.IsAtEnd = true;

        Assert.That((first.IsWhole, second.IsWhole, second.Number), Is.EqualTo((false, true, 2)));
    }

    [Test]
    public void An_interrupted_backup_continues_its_first_pass_and_begins_a_later_one_anew()
    {
        var first = Pass().After(new BackupPage(number: 4, pass: 1, listedCount: 2, isLast: false, memoryCount: 8, expectedCount: 9), written: 2);
        var later = Pass().After(new BackupPage(number: 4, pass: 3, listedCount: 2, isLast: true, memoryCount: 8, expectedCount: 9), written: 2);

        Assert.That((first.Number, first.LastPage, first.IsAtEnd, first.ExpectedCount), Is.EqualTo((1, 4, false, 9L)));
        Assert.That((later.Number, later.LastPage, later.IsAtEnd, later.ExpectedCount), Is.EqualTo((4, 0, false, 0L)));
    }

    [Test]
    public void The_line_of_a_page_keeps_what_the_backup_needs_to_continue()
    {
        var page = BackupPage.Of(JObject.Parse("""{"number":4,"pass":3,"listed":2,"last":true,"memories":8,"expected":9,"previous":"aa","sha256":"bb"}"""));
        var ofEarlierFormat = BackupPage.Of(JObject.Parse("""{"number":4,"memories":8,"expected":9}"""));

        Assert.That((page.Number, page.Pass, page.ListedCount, page.IsLast, page.MemoryCount, page.ExpectedCount), Is.EqualTo((4, 3, 2, true, 8L, 9L)));
        Assert.That((page.Previous, page.Checksum), Is.EqualTo(("aa", "bb")));
        Assert.That((ofEarlierFormat.Pass, ofEarlierFormat.ListedCount, ofEarlierFormat.IsLast), Is.EqualTo((1, 0, false)));
        Assert.That((ofEarlierFormat.Previous, ofEarlierFormat.Checksum), Is.EqualTo((string.Empty, string.Empty)));
    }

    private static BackupPass Pass() => new(1, isFiltered: true);
}
