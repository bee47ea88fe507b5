using System.Globalization;

namespace Digest.Composition;

/// <summary>
/// What people call a zone: machines' own tables differ, and .NET knows no KST. By offset, not by daylight saving:
/// Ireland's tables have it in winter.
/// </summary>
internal static class ZoneNames
{
    private static readonly Dictionary<string, (int Minutes, string Name)[]> _names = Table();

    /// <summary>A zone's abbreviation at a moment.</summary>
    /// <param name="zone">The zone, by its IANA name.</param>
    /// <param name="moment">When.</param>
    /// <returns>As <c>KST</c> or <c>BST</c>; <c>UTC+04:00</c> where it has none that people know.</returns>
    public static string Of(TimeZoneInfo zone, DateTimeOffset moment)
    {
        var offset = zone.GetUtcOffset(moment);
        var minutes = (int)offset.TotalMinutes;
        var known = _names.GetValueOrDefault(zone.Id)?.FirstOrDefault(name => name.Minutes == minutes).Name;
        var sign = minutes < 0 ? '-' : '+';
        return known ?? (minutes == 0 ? "UTC" : $"UTC{sign}{offset.ToString("hh':'mm", CultureInfo.InvariantCulture)}");
    }

    private static Dictionary<string, (int Minutes, string Name)[]> Table()
    {
        var table = new Dictionary<string, (int, string)[]>(StringComparer.OrdinalIgnoreCase);
        Add([(540, "KST")], "Asia/Seoul Asia/Pyongyang ROK");
        Add([(540, "JST")], "Asia/Tokyo Japan");
        Add([(480, "CST")], "Asia/Shanghai Asia/Taipei PRC");
        Add([(480, "HKT")], "Asia/Hong_Kong Hongkong");
        Add([(480, "SGT")], "Asia/Singapore Singapore");
        Add([(480, "PST")], "Asia/Manila");
        Add([(420, "WIB")], "Asia/Jakarta");
        Add([(330, "IST")], "Asia/Kolkata Asia/Calcutta");
        Add([(300, "PKT")], "Asia/Karachi");
        Add([(120, "IST"), (180, "IDT")], "Asia/Jerusalem Asia/Tel_Aviv Israel");
        Add([(0, "GMT"), (60, "BST")], "Europe/London Europe/Belfast Europe/Jersey Europe/Guernsey Europe/Isle_of_Man GB");
        Add([(0, "GMT"), (60, "IST")], "Europe/Dublin Eire");
        Add([(0, "GMT")], "Africa/Accra Africa/Abidjan Atlantic/Reykjavik Iceland");
        Add([(0, "WET"), (60, "WEST")], "Europe/Lisbon Atlantic/Madeira Atlantic/Canary Portugal WET");
        Add([(60, "CET"), (120, "CEST")],
            "Europe/Amsterdam Europe/Andorra Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest "
            + "Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta Europe/Monaco "
            + "Europe/Oslo Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome Europe/San_Marino Europe/Sarajevo "
            + "Europe/Skopje Europe/Stockholm Europe/Tirane Europe/Vaduz Europe/Vatican Europe/Vienna Europe/Warsaw "
            + "Europe/Zagreb Europe/Zurich Africa/Ceuta Arctic/Longyearbyen CET MET Poland");
        Add([(60, "CET")], "Africa/Algiers Africa/Tunis");
        Add([(120, "EET"), (180, "EEST")],
            "Europe/Athens Europe/Bucharest Europe/Chisinau Europe/Helsinki Europe/Kiev Europe/Kyiv Europe/Mariehamn Europe/Riga "
            + "Europe/Sofia Europe/Tallinn Europe/Vilnius Asia/Nicosia Africa/Cairo Asia/Beirut EET");
        Add([(180, "MSK")], "Europe/Moscow Europe/Simferopol Europe/Minsk W-SU");
        Add([(60, "WAT")], "Africa/Lagos Africa/Kinshasa Africa/Luanda");
        Add([(120, "CAT")], "Africa/Harare Africa/Maputo Africa/Lusaka");
        Add([(180, "EAT")], "Africa/Nairobi Africa/Addis_Ababa Africa/Dar_es_Salaam Africa/Kampala");
        Add([(120, "SAST")], "Africa/Johannesburg");
        Add([(-300, "EST"), (-240, "EDT")],
            "America/New_York America/Detroit America/Toronto America/Montreal America/Nassau America/Indiana/Indianapolis US/Eastern EST5EDT");
        Add([(-360, "CST"), (-300, "CDT")], "America/Chicago America/Winnipeg US/Central CST6CDT");
        Add([(-360, "CST")], "America/Mexico_City America/Costa_Rica America/Guatemala America/Regina");
        Add([(-420, "MST"), (-360, "MDT")], "America/Denver America/Edmonton America/Boise US/Mountain MST7MDT");
        Add([(-420, "MST")], "America/Phoenix US/Arizona MST");
        Add([(-480, "PST"), (-420, "PDT")], "America/Los_Angeles America/Vancouver America/Tijuana US/Pacific PST8PDT");
        Add([(-540, "AKST"), (-480, "AKDT")], "America/Anchorage US/Alaska");
        Add([(-600, "HST")], "Pacific/Honolulu US/Hawaii HST");
        Add([(-240, "AST"), (-180, "ADT")], "America/Halifax Atlantic/Bermuda Canada/Atlantic");
        Add([(-240, "AST")], "America/Puerto_Rico");
        Add([(-210, "NST"), (-150, "NDT")], "America/St_Johns");
        Add([(600, "AEST"), (660, "AEDT")], "Australia/Sydney Australia/Melbourne Australia/Hobart Australia/Canberra");
        Add([(600, "AEST")], "Australia/Brisbane");
        Add([(570, "ACST"), (630, "ACDT")], "Australia/Adelaide");
        Add([(570, "ACST")], "Australia/Darwin");
        Add([(480, "AWST")], "Australia/Perth");
        Add([(720, "NZST"), (780, "NZDT")], "Pacific/Auckland NZ");
        return table;

        void Add((int, string)[] names, string zones)
        {
            foreach (var zone in zones.Split(' '))
            {
                table.Add(zone, names);
            }
        }
    }
}
