using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Digest.News;

namespace Digest.Composition;

/// <summary>Makes editions of lineups: subject, page and text through the templates, encoded once.</summary>
/// <param name="options">What an edition says about its sender.</param>
/// <param name="templates">The templates.</param>
public sealed class Composer(ComposerOptions options, TemplateSet templates)
{
    /// <summary>The most bytes that all pictures inside a mail may have together, and so any one of them.</summary>
    public const int MostPictureBytes = InlineImage.TotalBytes;

    /// <summary>The pictures that an edition of a lineup shows, for the caller to fetch: none unless they are embedded.</summary>
    /// <param name="lineup">What it says.</param>
    /// <returns>Their addresses, in the page's order.</returns>
    /// <exception cref="ProblemException">A template failed: <see cref="ProblemKind.TemplateFailed"/>.</exception>
    public IReadOnlyList<Uri> ImagesOf(Lineup lineup) =>
        options.Images == ImageMode.Embed ? ImagesOn(Fit(lineup, StoryImages.Remote), lineup) : [];

    /// <summary>Composes and encodes an edition. The same arguments, options and templates give the same bytes, on every machine.</summary>
    /// <param name="lineup">What it says. Stories that would make the page larger than mail programs show become "N more".</param>
    /// <param name="images">
    /// What was fetched for <see cref="ImagesOf"/>, and nothing else: those that are a JPEG, PNG or GIF by their bytes go inside
    /// the mail, up to 1 MB in all; a story whose picture is not among them shows none.
    /// </param>
    /// <returns>The edition, frozen.</returns>
    /// <exception cref="ProblemException">A template failed, with file, line and column: <see cref="ProblemKind.TemplateFailed"/>.</exception>
    public Edition Compose(Lineup lineup, IReadOnlyDictionary<Uri, ReadOnlyMemory<byte>>? images = null)
    {
        var inside = StoryImages.Inside(InlineImage.Fitting(images ?? new Dictionary<Uri, ReadOnlyMemory<byte>>(), ImagesIn(lineup)));
        var draft = Fit(lineup, options.Images switch
        {
            ImageMode.Remote => StoryImages.Remote,
            ImageMode.Embed => inside,
            _ => StoryImages.None,
        });
        var subject = draft.Renderer.Subject();
        var (body, tokenAt) = MailBody.Encode(draft.Renderer.Text(), draft.Page.Html, inside.Shown(draft.Page.Images));
        return new() { Key = KeyOf(draft.Lineup, subject, body), Subject = subject, Body = body, TokenAt = tokenAt };
    }

    /// <summary>One delivery's header block.</summary>
    /// <param name="edition">The edition that it goes before.</param>
    /// <param name="to">Who receives it.</param>
    /// <param name="date">The moment in its Date header, with the offset that it shows.</param>
    /// <param name="ordinal">Tells apart several deliveries of one edition to one address at one moment.</param>
    /// <param name="token">The subscriber's token, for the one-click address.</param>
    public Head HeadFor(Edition edition, Mailbox to, DateTimeOffset date, int ordinal, string token) =>
        new HeadWriter(options).Write(edition, to, date, ordinal, token);

    private static List<Uri> ImagesOn(Draft draft, Lineup lineup)
    {
        var shown = draft.Page.Images.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. ImagesIn(lineup).Where(image => WebAddress.Of(image) is { } address && shown.Contains(address)).Distinct(),
        ];
    }

    private static IEnumerable<Uri> ImagesIn(Lineup lineup) =>
        lineup.Sections.SelectMany(section => section.Picks).Select(pick => pick.Kept.Story.Image).OfType<Uri>();

    /// <summary>Renders the page, with as many of the stories as there is room for.</summary>
    private Draft Fit(Lineup lineup, StoryImages images)
    {
        var words = templates.WordsFor(lineup.Language);
        var renderer = new Renderer(templates, words, new LineupModel(options, words, lineup, images).Build());
        var page = renderer.Html();
        var excess = MailBody.EncodedLength(page.Html) - Budget.PageBytes;
        var shown = lineup.Sections.Sum(section => section.Picks.Count);
        if (excess <= 0 || shown < 2)
        {
            return new(lineup, renderer, page);
        }

        var perStory = (Budget.PageBytes + excess) / shown;
        return Fit(Budget.Without(lineup, Math.Clamp(excess / perStory, 1, shown - 1)), images);
    }

    /// <summary>Two editions at one moment are one only where everything in them is the same.</summary>
    private string KeyOf(Lineup lineup, string subject, byte[] body)
    {
        // What the feeds say, and no number of the ledger's: those follow which feed happened to answer first.
        var stories = lineup.Sections.SelectMany(section => section.Picks)
            .Select(pick => string.Join('+', pick.Also.Prepend(pick.Kept).Select(kept => $"{kept.Story.Guid} {kept.Story.Url} {kept.Story.Title}")));
        var rest = string.Create(
            CultureInfo.InvariantCulture,
            $"{lineup.Now.UtcTicks}\n{string.Join('\n', stories)}\n{options.From.Name}\n{options.From.Address}\n{subject}\n");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(rest));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed record Draft(Lineup Lineup, Renderer Renderer, Page Page);
}
