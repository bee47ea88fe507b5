namespace Digest.EndToEnd.Email;

/// <summary>A page as Chromium shows it in each of a reader's settings, and as mail programs change it.</summary>
/// <param name="Light">As it is.</param>
/// <param name="Dark">Where the reader asks for dark.</param>
/// <param name="Stripped">Without its style block.</param>
/// <param name="Unpictured">At a phone's width, with pictures off.</param>
/// <param name="Negative">Every pixel turned over.</param>
/// <param name="Inverted">Every colour's lightness turned over.</param>
/// <param name="PartlyInverted">Only bright grounds and dark text turned over.</param>
/// <param name="Outlook">With the marks by which Outlook tells that it has made the page dark.</param>
internal sealed record OnScreen(Look Light, Look Dark, Look Stripped, Look Unpictured, Look Negative, Look Inverted, Look PartlyInverted, Look Outlook);

/// <summary>What is to be seen.</summary>
internal sealed record Look(
    IReadOnlyList<SeenText> Texts,
    IReadOnlyList<Blank> Blanks,
    IReadOnlyList<SeenLink> Links,
    IReadOnlyList<Landmark> Outline,
    string Words,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<string> Shapes,
    IReadOnlyList<string> Styles,
    IReadOnlyDictionary<int, Reach>? Widths,
    IReadOnlyList<Finding>? Axe,
    IReadOnlyList<string>? Heard)
{
    /// <summary>The stories' headlines, in order.</summary>
    public IEnumerable<string> Headlines => Outline.Where(landmark => landmark.Kind == "h3").Select(landmark => landmark.Text);
}

/// <summary>A run of text with its computed style; Pixels is the contrast that was painted.</summary>
internal sealed record SeenText(
    string Text, string Place, double Size, double Line, string Weight, string Family, string Colour, string Background, double Left, double Right, double? Pixels)
{
    public override string ToString() => $"{Place} “{(Text.Length > 60 ? Text[..60] + "…" : Text)}” {Size}/{Line} px {Weight}, {Colour} on {Background}";
}

/// <summary>A stretch from top to bottom with nothing in it.</summary>
internal sealed record Blank(double Height, string After, string Before, string Kind);

internal sealed record SeenLink(string Text, string Under, string Address, bool Button, double Height);

/// <summary>A heading by its level, or the line that says how many more stories there are.</summary>
internal sealed record Landmark(string Kind, string Text);

/// <summary>How wide a page is, and which texts lie outside its window.</summary>
internal sealed record Reach(double Scroll, IReadOnlyList<string> Beyond);

internal sealed record Finding(string Rule, string? Impact, string Help, string Where);
