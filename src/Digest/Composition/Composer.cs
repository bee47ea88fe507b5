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
    /// <summary>Composes and encodes an edition. The same options, templates and lineup give the same bytes, on every machine.</summary>
    /// <param name="lineup">What it says. Stories that would make the page larger than mail programs show become "N more".</param>
    /// <returns>The edition, frozen.</returns>
    /// <exception cref="ProblemException">A template failed, with file, line and column: <see cref="ProblemKind.TemplateFailed"/>.</exception>
    public Edition Compose(Lineup lineup)
    {
        var words = templates.WordsFor(lineup.Language);
        var renderer = new Renderer(templates, words, new LineupModel(options, words, lineup).Build());
        var html = renderer.Html();
        var excess = MailBody.EncodedLength(html) - Budget.PageBytes;
        var shown = lineup.Sections.Sum(section => section.Picks.Count);
        if (excess > 0 && shown > 1)
        {
            var perStory = (Budget.PageBytes + excess) / shown;
            return Compose(Budget.Without(lineup, Math.Clamp(excess / perStory, 1, shown - 1)));
        }

        var subject = renderer.Subject();
        var (body, tokenAt) = MailBody.Encode(renderer.Text(), html);
        return new() { Key = KeyOf(lineup, subject, body), Subject = subject, Body = body, TokenAt = tokenAt };
    }

    /// <summary>One delivery's header block.</summary>
    /// <param name="edition">The edition that it goes before.</param>
    /// <param name="to">Who receives it.</param>
    /// <param name="date">The moment in its Date header, with the offset that it shows.</param>
    /// <param name="ordinal">Tells apart several deliveries of one edition to one address at one moment.</param>
    /// <param name="token">The subscriber's token, for the one-click address.</param>
    public Head HeadFor(Edition edition, Mailbox to, DateTimeOffset date, int ordinal, string token) =>
        new HeadWriter(options).Write(edition, to, date, ordinal, token);

    /// <summary>Two editions at one moment are one only where everything in them is the same.</summary>
    private string KeyOf(Lineup lineup, string subject, byte[] body)
    {
        var ids = lineup.Sections.SelectMany(section => section.Picks)
            .Select(pick => string.Join('+', pick.Also.Select(also => also.Id).Prepend(pick.Kept.Id)));
        var rest = string.Create(
            CultureInfo.InvariantCulture,
            $"{lineup.Now.UtcTicks}\n{string.Join(',', ids)}\n{options.From.Name}\n{options.From.Address}\n{subject}\n");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(rest));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
