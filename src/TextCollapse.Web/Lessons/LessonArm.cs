using System.Globalization;

namespace TextCollapse.Web.Lessons;

/// <summary>One arm of a lesson: what its models are trained on from generation 1 on.</summary>
/// <param name="Strategy">The name of a mixing strategy.</param>
/// <param name="Percent">For <c>fixed-real</c>: the share of real text, in per cent.</param>
public readonly record struct LessonArm(string Strategy, int Percent = 0)
{
    private const string FixedRealPrefix = "real-";

    /// <summary>The strategies without a parameter. Fresh real text is left out: a lesson's text would soon be used up.</summary>
    private static readonly string[] Plain = [.. Mixing.MixingStrategies.Names.Except(["fixed-real", "fresh-real", "window", "expanding"])];

    /// <summary>The arm in a link: <c>replace</c>, <c>accumulate</c>, <c>real-10</c>.</summary>
    public string Key => Strategy == "fixed-real" ? string.Create(CultureInfo.InvariantCulture, $"{FixedRealPrefix}{Percent}") : Strategy;

    /// <summary>Its name on the page.</summary>
    public string Title => Strategy switch
    {
        "fixed-real" => string.Create(CultureInfo.InvariantCulture, $"{Percent} % real"),
        _ => Strategy,
    };

    /// <summary>The arm that a key names, or null.</summary>
    public static LessonArm? Parse(string key)
    {
        if (Plain.Contains(key))
            return new(key);
        if (!key.StartsWith(FixedRealPrefix, StringComparison.Ordinal))
            return null;
        var isNumber = int.TryParse(key[FixedRealPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var percent);
        return isNumber && LessonRanges.Percent.Contains(percent) ? new("fixed-real", percent) : null;
    }
}
