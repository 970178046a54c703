using System.Globalization;
using TextCollapse.Configuration;
using TextCollapse.Mixing;

namespace TextCollapse.Web.Lessons;

/// <summary>One arm of a lesson: what its models read from generation 1 on.</summary>
/// <param name="Strategy">A mixing strategy by its name; <c>fixed-real</c> with its share.</param>
/// <param name="Percent">For <c>fixed-real</c>: how much of what is read is real text, per cent.</param>
public readonly record struct LessonArm(string Strategy, int Percent = 0)
{
    private const string Mixed = "real-";

    /// <summary>The strategies for a class that need no number.</summary>
    public static IReadOnlyList<ComponentDescription> Plain { get; } =
        [.. MixingStrategies.All.Where(strategy => strategy.IsForClassroom && strategy.Options.All.Count == 0)];

    /// <summary>Its word in a link: <c>replace</c>, <c>accumulate</c>, <c>real-10</c>.</summary>
    public string Key => Strategy == "fixed-real" ? string.Create(CultureInfo.InvariantCulture, $"{Mixed}{Percent}") : Strategy;

    /// <summary>Its name on the page.</summary>
    public string Title => Strategy switch
    {
        "fixed-real" => string.Create(CultureInfo.InvariantCulture, $"{Percent} % real"),
        _ => Strategy,
    };

    /// <summary>The arm of a strategy, or null where the page has none.</summary>
    public static LessonArm? Of(MixingStrategy mixing)
    {
        var kind = MixingStrategies.All.Of(mixing);
        return Parse(kind.Name == "fixed-real" && mixing is RealShareMixing { RealShare: var share }
            ? FormattableString.Invariant($"{Mixed}{share * 100:0}")
            : kind.Name);
    }

    /// <summary>The arm that a word of a link names, or null.</summary>
    public static LessonArm? Parse(string key) => key switch
    {
        _ when Plain.Any(strategy => strategy.Name == key) => new(key),
        _ when key.StartsWith(Mixed, StringComparison.Ordinal) && int.TryParse(key[Mixed.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is >= 1 and <= 99
            => new("fixed-real", percent),
        _ => null,
    };
}
