using System.Text;
using Digest.Composition;
using Digest.News;
using MimeKit;

namespace Digest.Tests.Composition;

public sealed class Images
{
    private static readonly Uri _picture = new("https://example.org/picture.png");
    private static readonly byte[] _png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private static readonly Lineup _lineup = Sample.Lineup(Sample.Story() with { Image = _picture }, Sample.Story("Second") with { Image = _picture });
    private static readonly ComposerOptions _embed = Sample.Options with { Images = ImageMode.Embed };

    [Fact]
    public void A_remote_picture_is_named_by_its_address_and_nothing_is_fetched()
    {
        Assert.Contains("src=\"https://example.org/picture.png\" width=\"568\" alt=\"\"", Sample.Mail(_lineup).Html, StringComparison.Ordinal);
        Assert.Empty(Sample.Composer().ImagesOf(_lineup));
    }

    [Fact]
    public void Without_pictures_there_is_no_place_for_them()
    {
        var none = Sample.Options with { Images = ImageMode.None };

        Assert.DoesNotContain("<img", Sample.Mail(_lineup, none).Html, StringComparison.Ordinal);
        Assert.Empty(Sample.Composer(none).ImagesOf(_lineup));
    }

    [Fact]
    public void Only_the_pictures_that_the_page_shows_are_asked_for()
    {
        var lineup = Sample.Lineup(Sample.Story() with { Image = _picture }, Sample.Story("Second") with { Image = new("https://example.org/unseen.png") });

        Assert.Equal([_picture], Sample.Composer(_embed).ImagesOf(lineup));
    }

    [Theory]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }, "image/png")]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 }, "image/jpeg")]
    [InlineData(new byte[] { 0x47, 0x49, 0x46, 0x38, 0x39, 0x61 }, "image/gif")]
    public void An_embedded_picture_goes_along_with_the_page(byte[] start, string type)
    {
        byte[] bytes = [.. start, .. Enumerable.Repeat((byte)7, 500)];
        using var entity = Compose(bytes);

        var related = Assert.IsType<MultipartRelated>(Assert.IsType<MultipartAlternative>(entity)[1]);
        var image = Assert.IsType<MimePart>(related[1]);
        Assert.Equal("text/html", related.ContentType.Parameters["type"]);
        Assert.Equal(type, image.ContentType.MimeType);
        Assert.Equal("inline", image.ContentDisposition?.Disposition);
        Assert.Contains($"src=\"cid:{image.ContentId}\"", Assert.IsType<TextPart>(related[0]).Text, StringComparison.Ordinal);
        using var decoded = new MemoryStream();
        image.Content!.DecodeTo(decoded, TestContext.Current.CancellationToken);
        Assert.Equal(bytes, decoded.ToArray());
    }

    [Fact]
    public void What_is_no_picture_or_too_large_is_left_out_without_a_gap()
    {
        byte[][] unfit = [Encoding.ASCII.GetBytes("<svg onload=alert(1)>"), [], [.. _png, .. new byte[1_000_000]]];
        Assert.All(unfit, bytes =>
        {
            using var entity = Compose(bytes);

            Assert.DoesNotContain("<img", Assert.IsType<TextPart>(Assert.IsType<MultipartAlternative>(entity)[1]).Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void An_embedding_digest_never_names_the_publishers_server()
    {
        Assert.DoesNotContain("picture.png", Sample.Mail(_lineup, _embed).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_token_keeps_its_place_beside_a_picture()
    {
        var composer = Sample.Composer(_embed);
        var edition = composer.Compose(_lineup, new Dictionary<Uri, ReadOnlyMemory<byte>> { [_picture] = _png });

        Assert.Contains($"leave/{LeaveToken.For("secret"u8, Sample.Reader.Address)}", MailParts.Read(Sample.Wire(composer, edition)).Html, StringComparison.Ordinal);
        Assert.Equal(2 * Token.Length, edition.TokenAt.Count);
    }

    private static MimeEntity Compose(byte[] picture)
    {
        var body = Sample.Composer(_embed).Compose(_lineup, new Dictionary<Uri, ReadOnlyMemory<byte>> { [_picture] = picture }).Body;
        using var stream = new MemoryStream(body.ToArray());
        return MimeEntity.Load(stream);
    }
}
