namespace Digest.Composition;

/// <summary>Where the page finds a story's picture.</summary>
internal sealed class StoryImages
{
    private readonly Func<Uri?, string?> _addressOf;
    private readonly IReadOnlyDictionary<string, InlineImage> _inside;

    private StoryImages(Func<Uri?, string?> addressOf, IReadOnlyDictionary<string, InlineImage>? inside = null)
    {
        _addressOf = addressOf;
        _inside = inside ?? new Dictionary<string, InlineImage>();
    }

    /// <summary>At its publisher's.</summary>
    public static StoryImages Remote { get; } = new(WebAddress.Of);

    /// <summary>Nowhere.</summary>
    public static StoryImages None { get; } = new(_ => null);

    /// <summary>In the mail itself.</summary>
    /// <param name="inside">The pictures, by the addresses that they came from.</param>
    public static StoryImages Inside(IReadOnlyDictionary<string, InlineImage> inside) =>
        new(image => image is null ? null : inside.GetValueOrDefault(image.AbsoluteUri)?.Address, inside);

    /// <summary>The address for a page.</summary>
    /// <param name="image">The story's picture, or null.</param>
    /// <returns>The address; null where the page shows none.</returns>
    public string? AddressOf(Uri? image) => _addressOf(image);

    /// <summary>The pictures to send along.</summary>
    /// <param name="addresses">The addresses of all images on the page.</param>
    public IReadOnlyList<InlineImage> Shown(IEnumerable<string> addresses) =>
        [.. addresses.Distinct().Select(address => _inside.Values.FirstOrDefault(image => image.Address == address)).OfType<InlineImage>()];
}
