namespace Digest.Composition;

/// <summary>The subjects of mails from people who want to leave: in English whatever the digest's language, for who reads them may be a program.</summary>
internal static class LeaveSubject
{
    /// <summary>Every topic.</summary>
    public const string Everything = "Stop everything";

    /// <summary>One topic.</summary>
    /// <param name="name">Its name.</param>
    public static string Topic(string name) => $"Stop {name}";
}
