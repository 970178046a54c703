using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace TextCollapse.Claims;

/// <summary>A table of a YAML file, read strictly: every key that was not requested is reported, with the most similar known key.</summary>
internal sealed class YamlTable(YamlMappingNode node, string path, List<Problem> problems)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Whether the key exists.</summary>
    public bool Has(string key) => Node(key) is not null;

    /// <summary>A key's node, or null.</summary>
    public YamlNode? Node(string key)
    {
        _asked.Add(key);
        return node.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode scalar && scalar.Value == key).Value;
    }

    /// <summary>A required text.</summary>
    public string Text(string key) => Optional(key) is { Length: > 0 } text ? text : Missing(key, "");

    /// <summary>A text, or null.</summary>
    public string? Optional(string key)
    {
        if (Node(key) is not { } value)
            return null;
        if (value is YamlScalarNode scalar)
            return scalar.Value ?? "";
        Wrong(key, "takes one value.");
        return null;
    }

    /// <summary>A number ≥ <paramref name="least"/>.</summary>
    public double Number(string key, double? ifMissing = null, double least = double.NegativeInfinity)
    {
        if (Optional(key) is not { } text)
            return ifMissing ?? Missing(key, least);
        if (double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture,
            out var number) && double.IsFinite(number) && number >= least)
            return number;
        var bound = double.IsFinite(least) ? string.Create(CultureInfo.InvariantCulture, $" of at least {least}") : "";
        Wrong(key, $"'{text}' is not a number{bound}.");
        return ifMissing ?? least;
    }

    /// <summary>A whole number ≥ <paramref name="least"/>.</summary>
    public int Whole(string key, int? ifMissing = null, int least = 0)
    {
        var number = Number(key, ifMissing, least);
        if (number == Math.Floor(number) && number <= int.MaxValue)
            return (int)number;
        Wrong(key, "is not a whole number.");
        return least;
    }

    /// <summary>A whole number, or null if the key is missing.</summary>
    public int? OptionalWhole(string key) => Has(key) ? Whole(key) : null;

    /// <summary>A required list of texts.</summary>
    public IReadOnlyList<string> List(string key)
    {
        if (Node(key) is YamlSequenceNode list && list.Children.All(item => item is YamlScalarNode))
            return [.. list.Children.Select(item => ((YamlScalarNode)item).Value ?? "")];
        return Node(key) is null ? Missing<IReadOnlyList<string>>(key, []) : Wrong<IReadOnlyList<string>>(key, "is a list: [a, b].", []);
    }

    /// <summary>A required list of numbers.</summary>
    public IReadOnlyList<double> Numbers(string key) =>
    [
        .. List(key)
            .Select(text =>
            double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture,
            out var number) && double.IsFinite(number)
            ? number : Wrong(key, $"'{text}' is not a number.", 1.0)),
    ];

    /// <summary>One of a set of words.</summary>
    public string Choice(string key, IReadOnlyCollection<string> words)
    {
        var text = Text(key);
        if (text.Length == 0 || words.Contains(text))
            return text;
        Wrong(key,
            $"'{text}' is not one of "
                + $"{string.Join(", ", words)}{(Nearest.To(text, words) is { } nearest ? $"; did you mean '{nearest}'?" : ".")}");
        return "";
    }

    /// <summary>Reports a problem at a key, or at the table if the key is missing.</summary>
    public void Wrong(string key, string message)
        => problems.Add(new Problem(string.Create(CultureInfo.InvariantCulture, $"{path}:{(Node(key) ?? node).Start.Line} {key}"),
            message));

    /// <summary>Reports every key that was not requested.</summary>
    public void Finish()
    {
        foreach (var (key, _) in node.Children)
            if (key is not YamlScalarNode { Value: { } name } || !_asked.Contains(name))
                problems.Add(new Problem(string.Create(CultureInfo.InvariantCulture, $"{path}:{key.Start.Line} {key}"),
                    Nearest.To(key.ToString(), _asked) is { } nearest ? $"unknown key; did you mean '{nearest}'?"
                        : $"unknown key; the keys here are {string.Join(", ", _asked.Order(StringComparer.Ordinal))}."));
    }

    private T Missing<T>(string key, T instead) => Wrong(key, "is missing.", instead);

    private T Wrong<T>(string key, string message, T instead)
    {
        Wrong(key, message);
        return instead;
    }
}
