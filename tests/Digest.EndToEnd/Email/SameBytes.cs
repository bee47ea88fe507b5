namespace Digest.EndToEnd.Email;

/// <summary>Check 18: the same ledger, configuration, templates and clock give the same bytes, on every machine.</summary>
public sealed class SameBytes
{
    [Theory, MemberData(nameof(Editions.Names), MemberType = typeof(Editions))]
    public async Task Another_folder_another_zone_and_another_language_change_no_byte(string name)
    {
        using var here = new TempFolder();
        using var there = new TempFolder();
        Recipes.All[name].WriteTo(here);
        var fetched = await DigestProgram.RunAsync(here.Path, "fetch", "--now", Recipe.Now);
        Assert.Equal((0, ""), (fetched.ExitCode, fetched.Error));
        CopyTo(there, here);

        var one = here.File("one.eml");
        var other = there.File("far/away/other.eml");
        await Edition.PreviewAsync(here.Path, one, new Dictionary<string, string> { ["TZ"] = "Pacific/Kiritimati", ["LANG"] = "ar_SA.UTF-8", ["LC_ALL"] = "ar_SA.UTF-8" });
        await Edition.PreviewAsync(there.Path, other, new Dictionary<string, string> { ["TZ"] = "America/St_Johns", ["LANG"] = "C", ["LC_ALL"] = "tr_TR.UTF-8" });

        Assert.NotEmpty(await File.ReadAllBytesAsync(one, TestContext.Current.CancellationToken));
        Assert.Equal(await File.ReadAllBytesAsync(one, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(other, TestContext.Current.CancellationToken));
    }

    private static void CopyTo(TempFolder there, TempFolder here)
    {
        foreach (var file in Directory.EnumerateFiles(here.Path, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, there.File(Path.GetRelativePath(here.Path, file)));
        }
    }
}
