using Digest.News;

namespace Digest.Reporting;

/// <summary>What can be wrong with a call, the configuration or a template.</summary>
internal static class ConfigurationSentences
{
    public static Sentence? Of(Problem problem)
    {
        var (kind, where, subject, hint, _) = problem;
        return kind switch
        {
            ProblemKind.NoConfiguration => new(
                $"There is no configuration: {where}.",
                "`digest init` writes one to start from; `--config FILE` names another."),
            ProblemKind.UnreadableFile => new($"{where}: the file can't be read{Sentences.Reason(subject)}.", "Check its name and who may read it."),
            ProblemKind.TomlSyntax => new($"{where}: this isn't TOML{Sentences.Reply(subject)}", "Mend the line; strings stand in double quotes, lists in brackets."),
            ProblemKind.UnknownKey => new(
                $"{where}: there is no key {Sentences.Quote(subject)}.",
                hint.Length > 0 ? $"Did you mean {Sentences.Quote(hint)}?" : "Remove it, or look the key up in the README."),
            ProblemKind.MissingKey => new($"{where}: {Sentences.Quote(subject)} is missing.", hint.Length > 0 ? $"Add it: {hint}." : "Add it."),
            ProblemKind.WrongType => new($"{where}: {Sentences.Quote(subject)} has a value of the wrong type.", $"It takes {hint}."),
            ProblemKind.BadValue => new($"{where}: {Sentences.Quote(subject)} is not valid here.", hint.Length > 0 ? $"Expected: {hint}." : "Correct it."),
            ProblemKind.Duplicate => new($"{where}: {Sentences.Quote(subject)} is there twice.", "Keep one of them."),
            ProblemKind.UnknownTopic => new(
                $"{(where.Length > 0 ? where + ": t" : "T")}here is no topic {Sentences.Quote(subject)}.",
                hint.Length > 0 ? $"Did you mean {Sentences.Quote(hint)}?" : "Add it as a [[topics]] table, or correct the name."),
            ProblemKind.UnknownSubscriber => new(
                $"There is no subscriber {Sentences.Quote(subject)}.",
                hint.Length > 0 ? $"Did you mean {Sentences.Quote(hint)}?" : "Add it as a [[subscribers]] table, or correct the address."),
            ProblemKind.MissingSecret => new(
                $"{where}: {(subject.Length > 0 ? subject : "its source")} gives nothing{Sentences.Reason(hint)}.",
                "Set the variable, write the file or mend the command that it names."),
            ProblemKind.PlainSecret => new(
                $"{where}: a secret is written out here.",
                "Put it elsewhere and name the place: \"env:NAME\", \"file:PATH\" or \"command:PROGRAM ARG\"."),
            ProblemKind.NoServer => new($"{where}: there is no mail server.", "Add an [smtp] table with its host."),
            ProblemKind.NoSubscribers => new($"{where}: there is nobody to send to.", "Add a [[subscribers]] table with an email and topics."),
            ProblemKind.Usage => new($"{subject.TrimEnd('.')}.", hint.Length > 0 ? $"{hint.TrimEnd('.')}." : "`digest --help` shows how it is called."),
            ProblemKind.FileExists => new($"{where} is there already.", "Nothing was written. Remove it first, or name another with `--config FILE`."),
            ProblemKind.NotWritable => new($"{where} can't be written.", "Check that its folder is there and who may write in it."),
            ProblemKind.TemplateSyntax => new($"{where}: the template can't be read{Sentences.Reply(subject)}", "Mend it there; nothing was sent."),
            ProblemKind.TemplateFailed => new($"{where}: the template failed{Sentences.Reply(subject)}", "Mend it there; nothing was sent."),
            ProblemKind.TemplateMissing => new($"{where}: the template {Sentences.Quote(subject)} is missing.", "Add it, or remove `template` from the configuration for the built-in set."),
            _ => null,
        };
    }
}
