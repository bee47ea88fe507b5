using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Digest.EndToEnd;

/// <summary>The sample's page as Chromium lays it out.</summary>
public sealed partial class InTheBrowser
{
    [Theory]
    [InlineData(320)]
    [InlineData(375)]
    [InlineData(700)]
    public async Task The_page_fits_its_window_and_has_one_heading_and_eight_stories(int width)
    {
        using var folder = new TempFolder();
        var page = folder.File("page.html");
        var chromium = Machine.Program("/usr/bin/chromium", "chromium");
        await Sample.PreviewAsync(page);

        // Headless windows are 500 px wide at least: a frame is as narrow as it is told to be.
        folder.Write("frame.html", $$"""
            <!DOCTYPE html><iframe id="f" src="page.html" style="width:{{width}}px;height:3000px;border:0"></iframe><p id="said"></p>
            <script>
            document.getElementById('f').onload = e => {
              const d = e.target.contentDocument;
              document.getElementById('said').textContent = 'wide=' + d.documentElement.scrollWidth
                + ' h1=' + d.querySelectorAll('h1').length + ' h3=' + d.querySelectorAll('h3').length;
            };
            </script>
            """);
        var said = Said().Match(await DumpAsync(chromium, folder));
        Assert.True(said.Success, "the page said nothing");
        Assert.True(int.Parse(said.Groups["wide"].Value, System.Globalization.CultureInfo.InvariantCulture) <= width, said.Value);
        Assert.Equal(("1", "8"), (said.Groups["h1"].Value, said.Groups["h3"].Value));
    }

    private static async Task<string> DumpAsync(string program, TempFolder folder)
    {
        string[] args =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--allow-file-access-from-files", $"--user-data-dir={folder.File("profile/x")[..^2]}",
            "--virtual-time-budget=5000", "--dump-dom", $"file://{folder.File("frame.html")}",
        ];
        using var chromium = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = chromium.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var dom = await chromium.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await chromium.WaitForExitAsync(TestContext.Current.CancellationToken);
        return dom;
    }

    [GeneratedRegex(@"wide=(?<wide>\d+) h1=(?<h1>\d+) h3=(?<h3>\d+)")]
    private static partial Regex Said();
}
