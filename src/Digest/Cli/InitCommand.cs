using System.CommandLine;
using Digest.Configuration;
using Digest.News;

namespace Digest.Cli;

/// <summary><c>digest init</c>: writes a commented configuration to start from.</summary>
internal static class InitCommand
{
    private static readonly Option<string[]> _topics = new("--topic") { Description = "A topic to follow", HelpName = "NAME" };
    private static readonly Option<string[]> _feeds = new("--feed") { Description = "A feed to read", HelpName = "ADDRESS" };
    private static readonly Option<string[]> _to = new("--to") { Description = "Who receives the digest", HelpName = "ADDRESS" };

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("init", "Write a commented digest.toml to start from") { _topics, _feeds, _to };
        command.SetAction(Invocation.Action(surroundings, Run));
        return command;
    }

    private static async Task<int> Run(Invocation call, CancellationToken cancellation)
    {
        var path = Path.GetFullPath(call.Parsed.GetValue(GlobalOptions.Config) ?? "digest.toml");
        var text = Starter.Text(
            call.Parsed.GetValue(_topics) ?? [], call.Parsed.GetValue(_feeds) ?? [], call.Parsed.GetValue(_to) ?? [], TimeZoneInfo.Local.Id);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            await using var writer = new StreamWriter(file);
            await writer.WriteAsync(text.AsMemory(), cancellation);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new ProblemException(new Problem(ProblemKind.FileExists, path, Cause: e.Message), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem(ProblemKind.NotWritable, path, Cause: e.Message), e);
        }

        call.Screen.Wrote(path, "a configuration to start from");
        call.Screen.Next("Next: put your feeds and your mail server in it, then look at `digest preview`.");
        return ExitCode.Done;
    }
}
