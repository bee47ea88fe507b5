using Digest.News;

namespace Digest.Configuration;

/// <summary>Takes a table's values by name, each with its default, and tells what is wrong with them and what nobody asked for.</summary>
/// <param name="table">The table.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class TableReader(TomlTable table, ProblemList problems)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public TomlTable Table => table;

    public string Text(string key, string otherwise, Func<string, bool>? isValid = null, string expected = "") =>
        Take(key) switch
        {
            null => otherwise,
            TomlText text when text.Value.Any(char.IsControl) => Bad(text, key, "a text on one line", otherwise),
            TomlText text when isValid is not null && !isValid(text.Value) => Bad(text, text.Value, expected, otherwise),
            TomlText text => text.Value,
            var other => Wrong(other, key, "a text in double quotes", otherwise),
        };

    public string Required(string key, string example)
    {
        if (!table.Entries.TryGetValue(key, out var entry))
        {
            _asked.Add(key);
            problems.Add(ProblemKind.MissingKey, table, key, example);
            return "";
        }

        var text = Text(key, "");
        if (text.Length == 0 && entry.Value is TomlText empty)
        {
            problems.Add(ProblemKind.BadValue, empty, key, example);
        }

        return text;
    }

    /// <summary>A value that is read from a text; a text that can't be is told with what would be right.</summary>
    public T? Read<T>(string key, Func<string, T?> read, string expected)
        where T : class => Take(key) switch
        {
            null => null,
            TomlText text => read(text.Value) ?? Bad<T?>(text, text.Value, expected, null),
            var other => Wrong<T?>(other, key, $"a text: {expected}", null),
        };

    public T Read<T>(string key, Func<string, T?> read, string expected, T otherwise)
        where T : struct => Take(key) switch
        {
            null => otherwise,
            TomlText text => read(text.Value) ?? Bad(text, text.Value, expected, otherwise),
            var other => Wrong(other, key, $"a text: {expected}", otherwise),
        };

    public int Number(string key, int least, int most, int otherwise) => Take(key) switch
    {
        null => otherwise,
        TomlNumber number when number.Value >= least && number.Value <= most => (int)number.Value,
        TomlNumber number => Bad(number, $"{key} = {number.Value}", $"a whole number from {least} to {most}", otherwise),
        var other => Wrong(other, key, $"a whole number from {least} to {most}", otherwise),
    };

    public bool Flag(string key, bool otherwise) => Take(key) switch
    {
        null => otherwise,
        TomlFlag flag => flag.Value,
        var other => Wrong(other, key, "true or false", otherwise),
    };

    public DateTimeOffset? Time(string key) => Take(key) switch
    {
        null => null,
        TomlTime time => time.Value,
        TomlText text => Instants.Read(text.Value) ?? Bad<DateTimeOffset?>(text, text.Value, Instants.Expected, null),
        var other => Wrong<DateTimeOffset?>(other, key, Instants.Expected, null),
    };

    /// <summary>The texts of a list, each with its place.</summary>
    public IReadOnlyList<TomlText> Texts(string key)
    {
        switch (Take(key))
        {
            case null:
                return [];
            case TomlText text:
                return [text];
            case TomlList list when list.Items.TrueForAll(item => item is TomlText):
                return [.. list.Items.Cast<TomlText>()];
            case var other:
                problems.Add(ProblemKind.WrongType, other, key, "a list of texts, such as [\"one\", \"two\"]");
                return [];
        }
    }

    public TableReader? Inner(string key)
    {
        switch (Take(key))
        {
            case null:
                return null;
            case TomlTable inner:
                return new TableReader(inner, problems);
            case var other:
                problems.Add(ProblemKind.WrongType, other, key, $"a table, [{key}]");
                return null;
        }
    }

    public IReadOnlyList<TableReader> Tables(string key)
    {
        switch (Take(key))
        {
            case null:
                return [];
            case TomlList list when list.Items.TrueForAll(item => item is TomlTable):
                return [.. list.Items.Select(item => new TableReader((TomlTable)item, problems))];
            case var other:
                problems.Add(ProblemKind.WrongType, other, key, $"tables, each headed [[{key}]]");
                return [];
        }
    }

    /// <summary>Tells every key that nobody asked for.</summary>
    public void Finish()
    {
        foreach (var (key, entry) in table.Entries.Where(entry => !_asked.Contains(entry.Key)))
        {
            problems.Add(ProblemKind.UnknownKey, entry.Line, entry.Column, key, Nearest.To(key, _asked));
        }
    }

    private TomlValue? Take(string key)
    {
        _asked.Add(key);
        return table.Entries.GetValueOrDefault(key).Value;
    }

    private T Bad<T>(TomlValue at, string subject, string expected, T otherwise)
    {
        problems.Add(ProblemKind.BadValue, at, subject, expected);
        return otherwise;
    }

    private T Wrong<T>(TomlValue at, string key, string expected, T otherwise)
    {
        problems.Add(ProblemKind.WrongType, at, key, expected);
        return otherwise;
    }
}
