using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Digest.Configuration;

/// <summary>A value of the configuration and where it stands.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">Its column, from 1.</param>
internal abstract record TomlValue(int Line, int Column);

internal sealed record TomlText(int Line, int Column, string Value) : TomlValue(Line, Column);

internal sealed record TomlNumber(int Line, int Column, long Value) : TomlValue(Line, Column);

internal sealed record TomlFlag(int Line, int Column, bool Value) : TomlValue(Line, Column);

internal sealed record TomlTime(int Line, int Column, DateTimeOffset Value) : TomlValue(Line, Column);

internal sealed record TomlOther(int Line, int Column) : TomlValue(Line, Column);

internal sealed record TomlList(int Line, int Column, List<TomlValue> Items) : TomlValue(Line, Column);

internal sealed record TomlTable(int Line, int Column) : TomlValue(Line, Column)
{
    public Dictionary<string, (TomlValue Value, int Line, int Column)> Entries { get; } = new(StringComparer.Ordinal);
}

/// <summary>Reads TOML into values that know their place.</summary>
internal static class Toml
{
    /// <summary>Reads a document; what is wrong with its form is told through <paramref name="tell"/> (line, column, message).</summary>
    public static TomlTable Read(string text, Action<int, int, string> tell)
    {
        // The parser itself fails on a text that ends inside an escape; a line end keeps every escape inside the text.
        DocumentSyntax document;
        try
        {
            document = SyntaxParser.Parse(text + "\n", sourceName: null, validate: true);
        }
        catch (TomlException)
        {
            tell(1, 1, "it is nested too deeply to be a configuration");
            return new TomlTable(1, 1);
        }

        foreach (var diagnostic in document.Diagnostics)
        {
            tell(diagnostic.Span.Start.Line + 1, diagnostic.Span.Start.Column + 1, diagnostic.Message);
        }

        var root = new TomlTable(1, 1);
        Fill(root, document.KeyValues);
        foreach (var table in document.Tables)
        {
            if (table.Name is { } name)
            {
                Fill(Open(root, Names(name), table), table.Items);
            }
        }

        return root;
    }

    private static void Fill(TomlTable table, SyntaxList<KeyValueSyntax> items)
    {
        foreach (var item in items)
        {
            if (item is { Key: { } key, Value: { } value })
            {
                Put(table, key, value);
            }
        }
    }

    private static void Put(TomlTable table, KeySyntax key, ValueSyntax value)
    {
        var names = Names(key);
        foreach (var name in names.SkipLast(1))
        {
            table = Inner(table, name, key);
        }

        var (line, column) = Place(key);
        table.Entries.TryAdd(names[^1], (Value(value), line, column));
    }

    private static TomlTable Open(TomlTable root, List<string> names, TableSyntaxBase header)
    {
        var table = root;
        foreach (var name in names.SkipLast(1))
        {
            table = Inner(table, name, header);
        }

        if (header is not TableArraySyntax)
        {
            return Inner(table, names[^1], header);
        }

        var (line, column) = Place(header);
        var added = new TomlTable(line, column);
        if (!table.Entries.TryGetValue(names[^1], out var entry) || entry.Value is not TomlList list)
        {
            list = new TomlList(line, column, []);
            table.Entries[names[^1]] = (list, line, column);
        }

        list.Items.Add(added);
        return added;
    }

    private static TomlTable Inner(TomlTable table, string name, SyntaxNode at)
    {
        var known = table.Entries.GetValueOrDefault(name).Value;
        if (known is TomlTable inner)
        {
            return inner;
        }

        if (known is TomlList { Items: [.., TomlTable last] })
        {
            return last;
        }

        var (line, column) = Place(at);
        var made = new TomlTable(line, column);
        table.Entries[name] = (made, line, column);
        return made;
    }

    private static TomlValue Value(ValueSyntax syntax)
    {
        var (line, column) = Place(syntax);
        switch (syntax)
        {
            case StringValueSyntax text:
                return new TomlText(line, column, text.Value ?? "");
            case IntegerValueSyntax number:
                return new TomlNumber(line, column, number.Value);
            case BooleanValueSyntax flag:
                return new TomlFlag(line, column, flag.Value);
            case DateTimeValueSyntax { Kind: SyntaxKind.OffsetDateTimeByZ or SyntaxKind.OffsetDateTimeByNumber } time:
                return new TomlTime(line, column, time.Value.DateTime);
            case ArraySyntax array:
                return new TomlList(line, column, [.. array.Items.Where(item => item.Value is not null).Select(item => Value(item.Value!))]);
            case InlineTableSyntax inline:
                var table = new TomlTable(line, column);
                foreach (var item in inline.Items)
                {
                    if (item.KeyValue is { Key: { } key, Value: { } value })
                    {
                        Put(table, key, value);
                    }
                }

                return table;
            default:
                return new TomlOther(line, column);
        }
    }

    private static List<string> Names(KeySyntax key) => [Name(key.Key), .. key.DotKeys.Select(dotted => Name(dotted.Key))];

    private static string Name(BareKeyOrStringValueSyntax? key) => key switch
    {
        BareKeySyntax bare => bare.Key?.Text ?? "",
        StringValueSyntax text => text.Value ?? "",
        _ => "",
    };

    private static (int Line, int Column) Place(SyntaxNode node) => (node.Span.Start.Line + 1, node.Span.Start.Column + 1);
}
