using System.Globalization;
using TextCollapse.Studies.Countermeasures;

namespace TextCollapse.Studies;

/// <summary>What values a setting takes.</summary>
public enum SettingType
{
    /// <summary>A whole number; underscores may group digits.</summary>
    Integer,
    /// <summary>A finite number.</summary>
    Real,
    /// <summary>One of <see cref="SettingKey.Choices"/>.</summary>
    Choice,
    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,
    /// <summary>Any text.</summary>
    Text,
    /// <summary>A list of countermeasures; see <see cref="CountermeasureList"/>.</summary>
    Countermeasures,
}

/// <summary>One knob of a study: its dotted name, values, default and meaning.</summary>
/// <param name="Name">As in a study file or <c>--set</c>: <c>mixing.real_share</c>.</param>
/// <param name="Type">What values it takes.</param>
/// <param name="Default">The canonical default.</param>
/// <param name="About">What it does, in a line.</param>
public sealed record SettingKey(string Name, SettingType Type, string Default, string About)
{
    /// <summary>The least number allowed.</summary>
    public double Least { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest number allowed.</summary>
    public double Most { get; init; } = double.PositiveInfinity;

    /// <summary>Whether <see cref="Least"/> itself is excluded.</summary>
    public bool AboveLeast { get; init; }

    /// <summary>The values of a <see cref="SettingType.Choice"/>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The key whose value decides whether this one has a meaning, or null when it always has.</summary>
    public string? OnlyWhen { get; init; }

    /// <summary>The values of <see cref="OnlyWhen"/> with which it has a meaning.</summary>
    public IReadOnlyList<string> OnlyFor { get; init; } = [];

    /// <summary>The one spelling of a value (<c>2_000</c> → <c>2000</c>, <c>.50</c> → <c>0.5</c>), or null with what would be right.</summary>
    public string? Canonical(string text, out string expected)
    {
        expected = Expected();
        var value = text.Trim();
        switch (Type)
        {
            case SettingType.Integer:
                return long.TryParse(value.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && Allows(whole)
                    ? whole.ToString(CultureInfo.InvariantCulture)
                    : null;
            case SettingType.Real:
                return double.TryParse(value.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) && Allows(real)
                    ? real.ToString("R", CultureInfo.InvariantCulture)
                    : null;
            case SettingType.Choice:
                if (Choices.Contains(value))
                    return value;
                if (Nearest.To(value, Choices) is { } nearest)
                    expected += $"; did you mean '{nearest}'?";
                return null;
            case SettingType.Flag:
                return value is "true" or "false" ? value : null;
            case SettingType.Countermeasures:
                var list = CountermeasureList.Parse(value, out var wrong);
                expected += list is null ? $": {string.Join(" ", wrong)}" : "";
                return list?.Canonical;
            default:
                return value.Length > 0 || Default.Length == 0 ? value : null;
        }
    }

    private bool Allows(double number) => (AboveLeast ? number > Least : number >= Least) && number <= Most;

    private string Expected() => Type switch
    {
        SettingType.Integer => $"a whole number{Range()}",
        SettingType.Real => $"a number{Range()}",
        SettingType.Choice => $"one of {string.Join(", ", Choices)}",
        SettingType.Flag => "true or false",
        SettingType.Countermeasures => "a list of countermeasures",
        _ => "a text",
    };

    private string Range() => (double.IsFinite(Least), double.IsFinite(Most)) switch
    {
        (true, true) => string.Create(CultureInfo.InvariantCulture, $" {(AboveLeast ? "above" : "from")} {Least} {(AboveLeast ? "and up to" : "to")} {Most}"),
        (true, false) => string.Create(CultureInfo.InvariantCulture, $" {(AboveLeast ? "above" : "of at least")} {Least}"),
        _ => "",
    };
}
