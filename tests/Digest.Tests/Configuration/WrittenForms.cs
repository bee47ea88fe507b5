using CsCheck;
using Digest.Configuration;
using Digest.News;

namespace Digest.Tests.Configuration;

/// <summary>Lengths of time, sizes, addresses and moments as people write them.</summary>
public sealed class WrittenForms
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("15m", 900)]
    [InlineData("24h", 86400)]
    [InlineData(" 90 d ", 7776000)]
    [InlineData("2w", 1209600)]
    public void A_length_of_time_is_a_number_and_a_unit(string text, long seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Quantities.Duration(text));

    [Theory]
    [InlineData("")]
    [InlineData("0s")]
    [InlineData("-1h")]
    [InlineData("1.5h")]
    [InlineData("24")]
    [InlineData("24 hours")]
    [InlineData("9999999999w")]
    public void Anything_else_is_none(string text) => Assert.Null(Quantities.Duration(text));

    [Fact]
    public void Every_whole_number_of_every_unit_is_read_back() => Gen.Select(Gen.Int[1, 5000], Gen.Int[0, 4].Select(n => "smhdw"[n])).Sample((n, unit) =>
        Quantities.Duration($"{n}{unit}") == n * (unit switch { 's' => TimeSpan.FromSeconds(1), 'm' => TimeSpan.FromMinutes(1), 'h' => TimeSpan.FromHours(1), 'd' => TimeSpan.FromDays(1), _ => TimeSpan.FromDays(7) }));

    [Theory]
    [InlineData("16MB", 16L << 20)]
    [InlineData("512 kb", 512L << 10)]
    [InlineData("1GB", 1L << 30)]
    [InlineData("7B", 7L)]
    public void A_size_is_a_number_and_a_unit(string text, long bytes) => Assert.Equal(bytes, Quantities.Size(text));

    [Theory]
    [InlineData("0MB")]
    [InlineData("16")]
    [InlineData("16MiB")]
    [InlineData("9999999999999GB")]
    public void Any_other_size_is_none(string text) => Assert.Null(Quantities.Size(text));

    [Theory]
    [InlineData("a@example.org", "", "a@example.org")]
    [InlineData("A.B+tag@EXAMPLE.org", "", "A.B+tag@example.org")]
    [InlineData("A Reader <a@example.org>", "A Reader", "a@example.org")]
    [InlineData("\"Reader, A\" <a@example.org>", "Reader, A", "a@example.org")]
    [InlineData("jürgen@bücher.example", "", "jürgen@bücher.example")]
    [InlineData("root@localhost", "", "root@localhost")]
    public void An_address_may_have_a_name(string text, string name, string address) => Assert.Equal(new Mailbox(name, address), Mailboxes.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("@example.org")]
    [InlineData("a@")]
    [InlineData("a@b@c")]
    [InlineData("a..b@example.org")]
    [InlineData(".a@example.org")]
    [InlineData("a b@example.org")]
    [InlineData("a@-example.org")]
    [InlineData("a@example..org")]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("<a@example.org> x")]
    public void Any_other_text_is_no_address(string text) => Assert.Null(Mailboxes.Read(text));

    [Theory]
    [InlineData("2026-11-24T07:00:00Z", 0)]
    [InlineData("2026-11-24T16:00:00+09:00", 9)]
    [InlineData("2026-11-24 16:00+09:00", 9)]
    public void A_moment_has_its_offset(string text, int hours) =>
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 7 + hours, 0, 0, TimeSpan.FromHours(hours)), Instants.Read(text));

    [Theory]
    [InlineData("2026-11-24")]
    [InlineData("2026-11-24T07:00:00")]
    [InlineData("now")]
    public void A_moment_without_an_offset_is_none(string text) => Assert.Null(Instants.Read(text));
}
