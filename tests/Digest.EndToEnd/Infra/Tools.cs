using System.Diagnostics;

namespace Digest.EndToEnd.Infra;

/// <summary>The programs of others that judge what ours makes.</summary>
internal static class Tools
{
    /// <summary>A file of the folder Checks.</summary>
    public static string FileOf(string name) => Path.Combine(Folder, name);

    private static string Folder { get; } = Path.Combine(Sources.Root, "tests", "Digest.EndToEnd", "Checks");

    private static string WithNpm => Directory.Exists(FileOf("node_modules")) ? Folder
        : throw Machine.Missing("the packages of npm are not installed: npm ci --ignore-scripts --prefix tests/Digest.EndToEnd/Checks");

    public static string Chromium => Machine.Program("/usr/bin/chromium", "chromium");

    /// <summary>Runs a program of the folder Checks in Node and returns what it prints.</summary>
    public static Task<string> NodeAsync(string program, params string[] arguments) =>
        RunAsync(Installed("node", "nodejs npm"), "", [Path.Combine(WithNpm, program), .. arguments]);

    /// <summary>Runs a program of the folder Checks in Debian's Python, which finds Debian's packages.</summary>
    public static Task<string> PythonAsync(string program, params string[] arguments)
    {
        var python = Machine.Program("/usr/bin/python3", "python3");
        var lacks = new[] { "dkim", "nacl" }.FirstOrDefault(package => !Directory.Exists(Path.Combine("/usr/lib/python3/dist-packages", package)));
        return lacks is null
            ? RunAsync(python, "", [FileOf(program), .. arguments])
            : throw Machine.Missing($"Python's {lacks} is not installed: apt-get install python3-{lacks}");
    }

    /// <summary>Runs a program that came from npm as a Java archive.</summary>
    public static Task<string> JavaAsync(string archive, params string[] arguments) =>
        RunAsync(Installed("java", "default-jre-headless"), "", ["-jar", Path.Combine(WithNpm, "node_modules", archive), .. arguments]);

    /// <summary>Runs a program that reads standard input and returns what it prints.</summary>
    public static async Task<string> RunAsync(string program, string input, params string[] arguments)
    {
        using var home = new TempFolder();
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = System.Text.Encoding.Latin1,
        };
        // Nobody's own settings change what is found.
        start.Environment["HOME"] = home.Path;
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, $"{Path.GetFileName(program)} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await error}");
            return await output;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static string Installed(string program, string package) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw Machine.Missing($"{program} is not installed: apt-get install {package}");
}
