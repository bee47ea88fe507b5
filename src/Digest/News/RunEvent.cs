namespace Digest.News;

/// <summary>Something that a person watching a run, or a log, hears of while it happens.</summary>
public abstract record RunEvent;

/// <summary>Fetching begins.</summary>
/// <param name="Feeds">How many feeds.</param>
public sealed record GatherStarted(int Feeds) : RunEvent;

/// <summary>One feed is done with.</summary>
/// <param name="Result">What came of it.</param>
/// <param name="NewStories">How many of its stories had not been seen before.</param>
/// <param name="IsNewlyBroken">True once for a feed that has been failing for so long that someone should hear of it.</param>
public sealed record FeedDone(FetchResult Result, int NewStories, bool IsNewlyBroken) : RunEvent;

/// <summary>An edition was due and there was nothing new for it.</summary>
/// <param name="Addresses">Whose edition it would have been, the first few; none for a preview of topics alone.</param>
/// <param name="Readers">How many they are.</param>
/// <param name="Topics">The topics followed.</param>
/// <param name="LastMatch">When the last story that belongs to them was published, or null where none is known.</param>
public sealed record NoNews(IReadOnlyList<string> Addresses, int Readers, IReadOnlyList<string> Topics, DateTimeOffset? LastMatch) : RunEvent
{
    /// <summary>As many are named.</summary>
    public const int MostNamed = 20;
}

/// <summary>An edition was frozen.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="Stories">How many stories it shows; 0 where it was frozen before and is only sent again.</param>
/// <param name="Bytes">The size of its body.</param>
/// <param name="Recipients">How many deliveries it has.</param>
public sealed record EditionFrozen(string Subject, int Stories, int Bytes, int Recipients) : RunEvent;

/// <summary>Delivering begins.</summary>
/// <param name="Mails">How many messages.</param>
public sealed record DeliverStarted(int Mails) : RunEvent;

/// <summary>One message was tried.</summary>
/// <param name="Recipient">Whose it is.</param>
/// <param name="MessageId">Its Message-ID.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="IsNews">False where the same was known of this delivery from an earlier run: a second deferral is no alarm.</param>
public sealed record MailDone(string Recipient, string MessageId, Outcome Outcome, bool IsNews = true) : RunEvent;

/// <summary>A delivery was not made in time and is given up; its stories return to the next edition.</summary>
/// <param name="Recipient">Whose it was.</param>
public sealed record DeliveryExpired(string Recipient) : RunEvent;

/// <summary>Something went wrong that stopped nothing else.</summary>
/// <param name="Problem">What.</param>
public sealed record ProblemMet(Problem Problem) : RunEvent;
