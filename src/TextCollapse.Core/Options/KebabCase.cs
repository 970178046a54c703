using System.Text;

namespace TextCollapse.Options;

/// <summary>Names of properties and enumeration members as in study files.</summary>
public static class KebabCase
{
    /// <summary>An enumeration value: <c>WittenBell</c> → <c>witten-bell</c>.</summary>
    public static string Of(Enum value) => Separate(value.ToString(), '-');

    /// <summary>The names of all values of an enumeration, in order.</summary>
    public static IReadOnlyList<string> All(Type enumeration) => [.. Enum.GetNames(enumeration).Select(name => Separate(name, '-'))];

    /// <summary>The value with this name, or null.</summary>
    public static object? Parse(Type enumeration, string text) =>
        Enum.GetValues(enumeration).Cast<Enum>().FirstOrDefault(value => Of(value) == text);

    /// <summary>A property: <c>RealShare</c> → <c>real_share</c>.</summary>
    public static string Key(string property) => Separate(property, '_');

    private static string Separate(string name, char separator)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
                text.Append(separator);
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
