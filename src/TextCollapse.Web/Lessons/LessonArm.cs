using System.Globalization;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Options;

namespace TextCollapse.Web.Lessons;

/// <summary>One arm of a lesson: the training text of its models from generation 1 on.</summary>
/// <param name="Strategy">The name of a mixing strategy.</param>
/// <param name="Percent">For <c>fixed-real</c>: the share of real text, in per cent.</param>
public readonly record struct LessonArm(string Strategy, int Percent = 0)
{
    private const string FixedRealPrefix = "real-";

    /// <summary>The classroom strategies without parameters.</summary>
    public static IReadOnlyList<ComponentDescription> Plain { get; } =
        [.. MixingStrategies.All.Where(strategy => strategy.IsForClassroom && strategy.Options.All.Count == 0)];

    /// <summary>The arm in a link: <c>replace</c>, <c>accumulate</c>, <c>real-10</c>.</summary>
    public string Key => Strategy == "fixed-real" ? string.Create(CultureInfo.InvariantCulture, $"{FixedRealPrefix}{Percent}") : Strategy;

    /// <summary>Its name on the page.</summary>
    public string Title => Strategy switch
    {
        "fixed-real" => string.Create(CultureInfo.InvariantCulture, $"{Percent} % real"),
        _ => Strategy,
    };

    /// <summary>The arm for a strategy, or null if the page does not support it.</summary>
    public static LessonArm? Of(MixingStrategy mixing)
    {
        var kind = MixingStrategies.All.Of(mixing);
        return Parse(kind.Name == "fixed-real" && mixing is RealShareMixing { RealShare: var share }
            ? FormattableString.Invariant($"{FixedRealPrefix}{share * 100:0}")
            : kind.Name);
    }

    /// <summary>The arm that a key names, or null.</summary>
    public static LessonArm? Parse(string key)
    {
        if (Plain.Any(strategy => strategy.Name == key))
            return new(key);
        if (!key.StartsWith(FixedRealPrefix, StringComparison.Ordinal))
            return null;
        var isNumber = int.TryParse(key[FixedRealPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var percent);
        return isNumber && LessonRanges.Percent.Contains(percent) ? new("fixed-real", percent) : null;
    }
}
