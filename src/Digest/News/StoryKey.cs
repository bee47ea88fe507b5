using System.Text;
using System.Web;

namespace Digest.News;

/// <summary>By what a story is known again: keys that survive what publishers do to their addresses and titles.</summary>
public static class StoryKey
{
    private static readonly string[] _tracking =
        ["utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "at_", "cmp", "ref_src", "xtor", "wt.mc_id", "ftag", "ocid"];

    /// <summary>
    /// An address as a key: without scheme, <c>www.</c>, tracking parameters, fragment or final slash, the host in lower
    /// case, the parameters in order. Two addresses of one story give one key.
    /// </summary>
    /// <param name="url">An absolute address.</param>
    /// <returns>The key; never empty.</returns>
    public static string OfUrl(Uri url)
    {
        var host = url.IdnHost.ToLowerInvariant();
        host = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        var parameters = HttpUtility.ParseQueryString(url.Query);
        var kept = parameters.AllKeys
            .Where(name => name is null || !_tracking.Any(t => name.StartsWith(t, StringComparison.OrdinalIgnoreCase)))
            .Select(name => $"{name}={parameters[name]}")
            .Order(StringComparer.Ordinal);
        var query = string.Join('&', kept);
        return $"{host}{(url.IsDefaultPort ? "" : $":{url.Port}")}{url.AbsolutePath.TrimEnd('/')}{(query.Length > 0 ? "?" : "")}{query}";
    }

    /// <summary>A headline as a key: its letters and digits in lower case, one space between words.</summary>
    /// <param name="title">The headline as plain text.</param>
    /// <returns>The key; empty where the headline has no letter or digit.</returns>
    public static string OfTitle(string title)
    {
        var key = new StringBuilder(title.Length);
        foreach (var rune in title.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                key.Append(Rune.ToLowerInvariant(rune));
            }
            else if (key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }
        }

        return key.ToString().TrimEnd();
    }
}
