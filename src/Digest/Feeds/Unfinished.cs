using System.Xml.Linq;

namespace Digest.Feeds;

/// <summary>The story in whose middle a document breaks off.</summary>
internal static class Unfinished
{
    /// <summary>
    /// Whether a story broke off before it could be told: the next fetch brings it whole, and half a title would stand for good.
    /// A story that broke off in its text alone is told.
    /// </summary>
    public static bool Is(XElement story)
    {
        var broken = story.DescendantsAndSelf().FirstOrDefault(element => element.Annotation<CutOff>() is not null);
        if (broken is null)
        {
            return false;
        }

        var names = story.Elements().TakeWhile(element => element != broken).Select(element => element.Name.LocalName).ToHashSet();
        return !names.Overlaps(["title", "link", "guid", "id"]);
    }
}
