using static TextCollapse.Studies.SettingType;

namespace TextCollapse.Studies.Countermeasures;

/// <summary>The kinds of knobs that countermeasures have most.</summary>
internal static class KnobKeys
{
    /// <summary>The model kinds that train by gradient.</summary>
    public static readonly string[] Neural = ["gru", "transformer"];

    /// <summary>From 0 to 1.</summary>
    public static SettingKey Share(string name, string value, string about) => new(name, Real, value, about) { Least = 0, Most = 1 };

    /// <summary>Above 0 to 1.</summary>
    public static SettingKey Part(string name, string value, string about) => new(name, Real, value, about) { Least = 0, AboveLeast = true, Most = 1 };

    /// <summary>Above 0.</summary>
    public static SettingKey Positive(string name, string value, string about) => new(name, Real, value, about) { Least = 0, AboveLeast = true, Most = 1e6 };

    /// <summary>A whole number.</summary>
    public static SettingKey Whole(string name, string value, double least, double most, string about) => new(name, Integer, value, about) { Least = least, Most = most };
}
