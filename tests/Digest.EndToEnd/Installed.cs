namespace Digest.EndToEnd;

/// <summary>Servers from Debian's packages: a test that needs one is skipped where it is not there, unless all are required.</summary>
internal static class Installed
{
    public static string Nginx => Need("nginx", "nginx-light");

    public static string SmtpSink => Need("smtp-sink", "postfix");

    public static string Postfix => Need("postfix", "postfix");

    public static string Chromium => Need("chromium", "chromium");

    private static string Need(string program, string package)
    {
        string[] folders = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"];
        var path = folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        if (path is null && Environment.GetEnvironmentVariable("DIGEST_SERVERS") == "required")
        {
            Assert.Fail($"{program} is required here and is not installed: apt-get install {package}");
        }

        Assert.SkipWhen(path is null, $"{program} is not installed: apt-get install {package}");
        return path!;
    }
}
