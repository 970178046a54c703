using System.Collections.Concurrent;
using TextCollapse.Web.Lessons;

namespace TextCollapse.Web.Measurements;

/// <summary>The results of a lesson so far, trained live or recorded: the content of the page. Immutable.</summary>
/// <param name="Settings">The lesson's settings.</param>
/// <param name="Words">The tracked words.</param>
/// <param name="Arms">The arms.</param>
public sealed record LessonResults(LessonSettings Settings, IReadOnlyList<TrackedWord> Words, IReadOnlyList<ArmResults> Arms)
{
    private const int MaxDrawings = 100;

    private readonly ConcurrentDictionary<string, string> _drawings = new(StringComparer.Ordinal);

    /// <summary>A modified copy starts without drawings. (The copy constructor of a record does not run field initializers.)</summary>
    private LessonResults(LessonResults original) =>
        (Settings, Words, Arms, _drawings) = (original.Settings, original.Words, original.Arms, new(StringComparer.Ordinal));

    /// <summary>A lesson without results.</summary>
    public static LessonResults Empty(LessonSettings settings) =>
        new(settings, [], [.. settings.Arms.Select(arm => new ArmResults(arm.Key, arm.Title, []))]);

    /// <summary>The last generation that every arm has reached; −1 before the first.</summary>
    public int Generation => Arms.Count == 0 ? -1 : Arms.Min(arm => arm.Generations.Count) - 1;

    /// <summary>
    /// A figure of these results as SVG, cached for all pages. The cache is limited, because visitors determine some of the keys.
    /// </summary>
    internal string Drawing(string key, Func<string> draw)
    {
        if (_drawings.TryGetValue(key, out var known))
            return known;
        var drawn = draw();
        if (_drawings.Count < MaxDrawings)
            _drawings[key] = drawn;
        return drawn;
    }
}

/// <summary>The results of one arm.</summary>
/// <param name="Id">Its identifier in the study.</param>
/// <param name="Title">Its name on the page.</param>
/// <param name="Generations">Its generations, from 0.</param>
public sealed record ArmResults(string Id, string Title, IReadOnlyList<GenerationResults> Generations);

/// <summary>The results of one generation of an arm.</summary>
/// <param name="Generation">Its number, from 0.</param>
/// <param name="Metrics">Values by metric column; undefined ones are missing.</param>
/// <param name="RealShare">The share of real text in its training text, 0 to 1.</param>
/// <param name="Excerpts">The beginnings of some generated documents.</param>
/// <param name="WordCounts">The number of occurrences of each tracked word in its text.</param>
public sealed record GenerationResults(
    int Generation,
    IReadOnlyDictionary<string, double> Metrics,
    double RealShare,
    IReadOnlyList<string> Excerpts,
    IReadOnlyList<int> WordCounts)
{
    /// <summary>The predictions after each recorded context; empty in a live lesson, where models compute them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CharacterProbability>> Predictions { get; init; } =
        new Dictionary<string, IReadOnlyList<CharacterProbability>>();
}

/// <summary>The probability of a character.</summary>
/// <param name="Character">The character.</param>
/// <param name="Probability">0 to 1.</param>
public readonly record struct CharacterProbability(string Character, double Probability);
