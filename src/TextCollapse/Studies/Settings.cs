using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TextCollapse.Studies;

/// <summary>A value for every key of <see cref="SettingKeys"/>: the frozen configuration of one cell. Immutable.</summary>
public sealed class Settings
{
    private readonly SortedDictionary<string, string> _values;

    private Settings(SortedDictionary<string, string> values) => _values = values;

    /// <summary>All defaults.</summary>
    public static Settings Default { get; } = new(new SortedDictionary<string, string>(
        SettingKeys.All.ToDictionary(key => key.Name, key => key.Default), StringComparer.Ordinal));

    /// <summary>The canonical text of a value.</summary>
    public string this[string key] => _values[key];

    /// <summary>These settings with one changed; the value must be valid.</summary>
    /// <exception cref="InputException">The key is unknown or the value is not allowed.</exception>
    public Settings With(string key, string value)
    {
        var known = SettingKeys.Find(key) ?? throw new InputException(key, SettingKeys.Unknown(key));
        var canonical = known.Canonical(value, out var expected) ?? throw new InputException(key, $"'{value}' is not {expected}.");
        return new(new SortedDictionary<string, string>(_values, StringComparer.Ordinal) { [key] = canonical });
    }

    /// <summary>A whole number.</summary>
    public int Int(string key) => int.Parse(_values[key], CultureInfo.InvariantCulture);

    /// <summary>A number.</summary>
    public double Real(string key) => double.Parse(_values[key], CultureInfo.InvariantCulture);

    /// <summary>A flag.</summary>
    public bool Flag(string key) => _values[key] == "true";

    /// <summary>Whether the key has a meaning beside the other settings: an n-gram model has no hidden units.</summary>
    public bool Applies(string key)
    {
        var known = SettingKeys.Find(key)!;
        return known.OnlyWhen is not { } other || (Applies(other) && known.OnlyFor.Contains(_values[other]));
    }

    /// <summary>The keys that have a meaning, with their values, in the order of their names: what a cell's identity is made of.</summary>
    public IEnumerable<KeyValuePair<string, string>> Applying => _values.Where(pair => Applies(pair.Key));

    /// <summary>SHA-256 of the applying settings, as 64 hexadecimal digits.</summary>
    public string Hash() => Hash(Applying);

    /// <summary>SHA-256 of those applying settings that <paramref name="which"/> picks.</summary>
    public string Hash(Func<string, bool> which) => Hash(Applying.Where(pair => which(pair.Key)));

    /// <summary>SHA-256 of those applying settings that <paramref name="which"/> picks and that are not at their defaults: keys that later versions add change no text.</summary>
    public string HashOfChanges(Func<string, bool> which) => Hash(Applying.Where(pair => which(pair.Key) && pair.Value != SettingKeys.Find(pair.Key)!.Default));

    private static string Hash(IEnumerable<KeyValuePair<string, string>> pairs) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(pairs.Select(pair => $"{pair.Key}={pair.Value}\n")))));
}
