using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Digest.Feeds;

/// <summary>Moments with words or in no fixed order: RFC 822 and 5322, asctime, and what people write by hand.</summary>
internal ref partial struct WordyDate
{
    private static readonly SearchValues<char> _separators = SearchValues.Create(" ,\t\r\n\u00A0()");
    private static readonly SearchValues<char> _clock = SearchValues.Create("0123456789:.");
    private static readonly SearchValues<char> _dateMarks = SearchValues.Create("-/.");

    private int _year;
    private int _month;
    private int _day;
    private TimeSpan? _time;
    private int _shift;
    private bool _isKorean;
    private bool _isMonthFirst;
    private ReadOnlySpan<char> _zone;

    /// <summary>A moment, or null where no day, month and year can be found.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<char> text)
    {
        var date = default(WordyDate);
        if (text.ContainsAny('年', '년'))
        {
            date._isKorean = text.Contains('년');
            text = EasternPattern().Replace(text.ToString(), "$1-$2-$3 ");
        }

        while (text.IndexOfAnyExcept(_separators) is var start and >= 0)
        {
            text = text[start..];
            var end = text.IndexOfAny(_separators);
            date.Take(end < 0 ? text : text[..end]);
            text = end < 0 ? [] : text[end..];
        }

        return date.Moment();
    }

    private readonly DateTimeOffset? Moment()
    {
        var time = _time ?? TimeSpan.Zero;
        var shift = _shift > 0 && time.Hours < 12 ? 12 : _shift < 0 && time.Hours == 12 ? -12 : 0;
        var zone = _zone.IsEmpty && _isKorean ? "KST" : _zone;
        return _year > 0 && _month > 0 && _day > 0 && Zone.Offset(zone) is { } offset
            ? FeedDate.Compose(_year, _month, _day, time + TimeSpan.FromHours(shift), offset)
            : null;
    }

    private void Take(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty)
        {
            return;
        }

        var isNumber = char.IsAsciiDigit(word[0]);
        var colon = word.IndexOf(':');
        if (isNumber && colon > 0 && word[..colon].IndexOfAny('T', 't') is var t and > 0)
        {
            Take(word[..t]);
            Take(word[(t + 1)..]);
        }
        else if (isNumber && colon > 0 && _time is null)
        {
            TakeTime(word);
        }
        else if (isNumber && word.IndexOfAny(_dateMarks) is var mark and > 0 && mark < word.Length - 1)
        {
            TakeDate(word, word[mark]);
        }
        else if (isNumber)
        {
            TakeNumber(word);
        }
        else if (word is "PM" or "pm" or "p.m." or "오후" or "下午" or "午後")
        {
            (_shift, _isKorean) = (1, _isKorean || word[0] == '오');
        }
        else if (word is "AM" or "am" or "a.m." or "오전" or "上午" or "午前")
        {
            (_shift, _isKorean) = (-1, _isKorean || word[0] == '오');
        }
        else if ((_month == 0 || _isMonthFirst) && Months.Number(word) is { } month)
        {
            // Some days of the week begin like a month, and stand before it: "mar. 24 nov." is a Tuesday.
            _isMonthFirst = _month == 0 && _day == 0;
            _month = month;
        }
        else if (_time is not null && (word[0] is '+' or '-' || (_zone.IsEmpty && char.IsAsciiLetter(word[0]))))
        {
            _zone = word.StartsWith("Etc/", StringComparison.OrdinalIgnoreCase) ? word[4..] : word;
        }
    }

    private void TakeTime(ReadOnlySpan<char> word)
    {
        var end = word.IndexOfAnyExcept(_clock);
        var clock = end < 0 ? word : word[..end];
        _zone = end < 0 ? _zone : word[end..];
        if (_zone is "AM" or "am" or "PM" or "pm")
        {
            _shift = _zone[0] is 'A' or 'a' ? -1 : 1;
            _zone = [];
        }

        Span<Range> parts = stackalloc Range[4];
        var count = clock.Split(parts, ':');
        var seconds = 0.0;
        _time = count is 2 or 3
            && int.TryParse(clock[parts[0]], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours <= 24
            && int.TryParse(clock[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes < 60
            && (count == 2 || double.TryParse(clock[parts[2]], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)) && seconds < 62
                ? new TimeSpan(hours, minutes, (int)seconds)
                : TimeSpan.MaxValue / 2;
    }

    // "6-Jul-2014", "2014/07/06", "24.11.2026", "7/6/2014".
    private void TakeDate(ReadOnlySpan<char> word, char mark)
    {
        Span<Range> parts = stackalloc Range[4];
        if (word.Split(parts, mark) is var count && count != 3)
        {
            return;
        }

        var (first, second, third) = (Number(word[parts[0]]), Number(word[parts[1]]), Number(word[parts[2]]));
        if (second is null)
        {
            TakeNumber(word[parts[0]]);
            Take(word[parts[1]]);
            TakeNumber(word[parts[2]]);
        }
        else if (first is { } a && third is { } c)
        {
            var b = second.Value;
            // Slashes are American unless they can't be; other marks go from the smallest unit or from the largest.
            (_year, _month, _day) = a > 31 ? (a, b, c) : mark == '/' && a <= 12 ? (c, a, b) : (c, b, a);
            _year = _year < 100 ? FeedDate.FullYear(_year) : _year;
        }
    }

    private void TakeNumber(ReadOnlySpan<char> word)
    {
        var digits = word.TrimEnd(".");
        digits = digits.Length > 2 && digits[^2..] is "st" or "nd" or "rd" or "th" ? digits[..^2] : digits;
        if (Number(digits) is not { } number)
        {
            return;
        }

        if (_day == 0 && number is >= 1 and <= 31 && digits.Length <= 2)
        {
            _day = number;
        }
        else if (_year == 0)
        {
            _year = digits.Length <= 2 ? FeedDate.FullYear(number) : number;
        }
    }

    private static int? Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 10000 ? number : null;

    [GeneratedRegex("([0-9]{4})\\s*[年년]\\s*([0-9]{1,2})\\s*[月월]\\s*([0-9]{1,2})\\s*[日일]", RegexOptions.CultureInvariant)]
    private static partial Regex EasternPattern();
}
