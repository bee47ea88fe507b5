using System.Web;

namespace Digest.Feeds;

/// <summary>Addresses that only count a click on the way to another, which they carry in themselves.</summary>
internal static class Redirector
{
    /// <summary>The address that an address leads to, or itself.</summary>
    public static Uri Behind(Uri address)
    {
        if (!IsOne(address))
        {
            return address;
        }

        var parameters = HttpUtility.ParseQueryString(address.Query);
        var target = parameters["url"] ?? parameters["q"];
        return Uri.TryCreate(target, UriKind.Absolute, out var behind) && FeedAddress.IsWeb(behind) ? behind : address;
    }

    // Google Alerts and Bing News.
    private static bool IsOne(Uri address) =>
        address.OriginalString.Contains("url", StringComparison.OrdinalIgnoreCase)
        && ((address.AbsolutePath == "/url" && address.Host.StartsWith("www.google.", StringComparison.Ordinal))
            || (address.AbsolutePath == "/news/apiclick.aspx" && address.Host.EndsWith("bing.com", StringComparison.Ordinal)));
}
