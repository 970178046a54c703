using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TextCollapse.Studies;

/// <summary>A value for every key of <see cref="SettingKeys"/>: the frozen configuration of one cell. Immutable.</summary>
public sealed class Settings
{
    // A study may have very many cells: an array of shared strings for each, not a dictionary.
    private static readonly SettingKey[] Keys = [.. SettingKeys.All.OrderBy(key => key.Name, StringComparer.Ordinal)];
    private static readonly Dictionary<string, int> Places = Enumerable.Range(0, Keys.Length).ToDictionary(place => Keys[place].Name, StringComparer.Ordinal);

    private readonly string[] _values;

    private Settings(string[] values) => _values = values;

    /// <summary>All defaults.</summary>
    public static Settings Default { get; } = new([.. Keys.Select(key => key.Default)]);

    /// <summary>The canonical text of a value.</summary>
    public string this[string key] => _values[Places[key]];

    /// <summary>These settings with one changed; the value must be valid.</summary>
    /// <exception cref="InputException">The key is unknown or the value is not allowed.</exception>
    public Settings With(string key, string value) => With([new(key, value)]);

    /// <summary>These settings with several changed, one after another; the values must be valid.</summary>
    /// <exception cref="InputException">A key is unknown or a value is not allowed.</exception>
    public Settings With(IEnumerable<KeyValuePair<string, string>> changes)
    {
        var values = (string[])_values.Clone();
        foreach (var (key, value) in changes)
        {
            if (!Places.TryGetValue(key, out var place))
                throw new InputException(key, SettingKeys.Unknown(key));
            values[place] = value == Keys[place].Default ? Keys[place].Default
                : Keys[place].Canonical(value, out var expected) ?? throw new InputException(key, $"'{value}' is not {expected}.");
        }
        return new(values);
    }

    /// <summary>A whole number.</summary>
    public int Int(string key) => int.Parse(this[key], CultureInfo.InvariantCulture);

    /// <summary>A number.</summary>
    public double Real(string key) => double.Parse(this[key], CultureInfo.InvariantCulture);

    /// <summary>A flag.</summary>
    public bool Flag(string key) => this[key] == "true";

    /// <summary>Whether the key has a meaning beside the other settings: an n-gram model has no hidden units.</summary>
    public bool Applies(string key)
    {
        var known = SettingKeys.Find(key)!;
        return known.OnlyWhen is not { } other || (Applies(other) && known.OnlyFor.Contains(this[other]));
    }

    /// <summary>The keys that have a meaning, with their values, in the order of their names: what a cell's identity is made of.</summary>
    public IEnumerable<KeyValuePair<string, string>> Applying
    {
        get
        {
            for (var place = 0; place < Keys.Length; place++)
                if (Keys[place].OnlyWhen is null || Applies(Keys[place].Name))
                    yield return new(Keys[place].Name, _values[place]);
        }
    }

    /// <summary>SHA-256 of the applying settings, as 64 hexadecimal digits.</summary>
    public string Hash() => Hash(Applying);

    /// <summary>SHA-256 of those applying settings that <paramref name="which"/> picks.</summary>
    public string Hash(Func<string, bool> which) => Hash(Applying.Where(pair => which(pair.Key)));

    /// <summary>SHA-256 of those applying settings that <paramref name="which"/> picks and that are not at their defaults: keys that later versions add change no text.</summary>
    public string HashOfChanges(Func<string, bool> which) => Hash(Applying.Where(pair => which(pair.Key) && pair.Value != SettingKeys.Find(pair.Key)!.Default));

    /// <summary>SHA-256 of settings as they are listed.</summary>
    internal static string Hash(IEnumerable<KeyValuePair<string, string>> pairs) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(pairs.Select(pair => $"{pair.Key}={pair.Value}\n")))));
}
