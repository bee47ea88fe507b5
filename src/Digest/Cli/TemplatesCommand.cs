using System.CommandLine;
using Digest.Composition;
using Digest.Reporting;

namespace Digest.Cli;

/// <summary><c>digest templates</c>: a template set of one's own.</summary>
internal static class TemplatesCommand
{
    private static readonly Argument<string> _target = new("DIR") { Description = "The folder to write into" };
    private static readonly Argument<string?> _checked = new("DIR")
    {
        Description = "The set's folder (default: the configuration's)",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create(Surroundings surroundings)
    {
        var export = new Command("export", "Write the built-in set into a folder, to change it") { _target };
        export.SetAction(Invocation.Action(surroundings, Export));
        var check = new Command("check", "Report every fault in a set") { _checked };
        check.SetAction(Invocation.Action(surroundings, Check));
        return new Command("templates", "Make a template set of one's own") { export, check };
    }

    private static Task<int> Export(Invocation call, CancellationToken cancellation)
    {
        var folder = call.Parsed.GetRequiredValue(_target);
        var written = TemplateExport.To(TemplateSet.Names[0], Path.GetFullPath(folder));
        call.Screen.Wrote(folder, Screen.Count(written.Count, "file", "files"));
        call.Screen.Next($"Next: `template = \"{folder}\"` in digest.toml, and `digest templates check {folder}` after a change.");
        return Task.FromResult(ExitCode.Done);
    }

    private static Task<int> Check(Invocation call, CancellationToken cancellation)
    {
        var folder = call.Parsed.GetValue(_checked) is { } given ? Path.GetFullPath(given) : Wiring.SettingsOf(call).TemplateFolder;
        var problems = folder is null ? TemplateCheck.Of(TemplateSet.BuiltIn(TemplateSet.Names[0])) : TemplateCheck.Folder(folder);
        call.Screen.Problems(problems);
        if (problems.Count == 0)
        {
            call.Screen.Result("The set is sound.");
        }

        return Task.FromResult(problems.Count == 0 ? ExitCode.Done : ExitCode.Usage);
    }
}
