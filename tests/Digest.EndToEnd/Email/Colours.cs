using System.Globalization;

namespace Digest.EndToEnd.Email;

/// <summary>Checks 4 and 17: text stands out in light and in dark, and where a mail program makes the page dark by itself.</summary>
public sealed class Colours(Editions editions)
{
    /// <summary>WCAG 2.2, 1.4.3.</summary>
    private const double Enough = 4.5;

    /// <summary>Colours that are not ours any more; WCAG's bound for large text.</summary>
    private const double Readable = 3;

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task Every_text_stands_out_in_light_and_in_dark(string name)
    {
        var screen = await editions.OnScreenAsync(name);
        Faults.None([
            .. Faint("light", screen.Light, Enough), .. Faint("dark", screen.Dark, Enough), .. Faint("style stripped", screen.Stripped, Enough),
            .. Faint("dark by Outlook's marks", screen.Outlook, Enough),
        ]);
    }

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task Dark_is_dark_all_over(string name)
    {
        var screen = await editions.OnScreenAsync(name);
        Faults.None(Bright(screen.Dark).Concat(Bright(screen.Outlook)));
    }

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task Inversion_leaves_every_text_readable(string name)
    {
        var screen = await editions.OnScreenAsync(name);
        Faults.None([.. Faint("inverted", screen.Inverted, Readable), .. Faint("partly inverted", screen.PartlyInverted, Readable)]);
    }

    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task Every_text_is_painted_where_it_stands(string name)
    {
        var screen = await editions.OnScreenAsync(name);
        Faults.None([
            .. Unpainted("light", screen.Light), .. Unpainted("dark", screen.Dark), .. Unpainted("negative", screen.Negative),
            .. Unpainted("inverted", screen.Inverted), .. Unpainted("partly inverted", screen.PartlyInverted),
        ]);
    }

    [Fact]
    public async Task A_faulty_page_is_found_out()
    {
        var screen = await editions.OnScreenAsync(Editions.Faulty);
        Assert.Contains(Faint("light", screen.Light, Enough), fault => fault.Contains("Faint", StringComparison.Ordinal));
        Assert.Contains(Faint("inverted", screen.Inverted, Readable), fault => fault.Contains("Faint", StringComparison.Ordinal));
        Assert.Contains(Unpainted("light", screen.Light), fault => fault.Contains("Covered", StringComparison.Ordinal));
        Assert.Contains(Bright(screen.Dark), fault => fault.Contains("Heading", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Faint(string where, Look look, double least) => look.Texts
        .Select(text => (Text: text, Contrast: Contrast(text.Colour, text.Background)))
        .Where(pair => pair.Contrast < least)
        .Select(pair => $"{where}: {pair.Contrast:0.00} of {least}: {pair.Text}");

    /// <summary>By the pixels: whatever the styles say, something dark stands on something bright, or the other way round.</summary>
    private static IEnumerable<string> Unpainted(string where, Look look) => look.Texts
        // A full stop is too small to be painted in its full colour.
        .Where(text => text.Pixels is not >= Readable && text.Text.Any(char.IsLetterOrDigit))
        .Select(text => $"{where}: painted with {text.Pixels:0.00} of {Readable}: {text}");

    private static IEnumerable<string> Bright(Look look) => look.Texts.Where(text => Luminance(text.Background) > 0.1).Select(text => text.ToString());

    private static double Contrast(string one, string other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    /// <summary>WCAG 2.2's relative luminance.</summary>
    private static double Luminance(string colour)
    {
        double[] parts = [.. Enumerable.Range(0, 3).Select(i => int.Parse(colour.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)];
        double[] linear = [.. parts.Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }
}
