using System.Collections.Concurrent;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Words;

namespace TextCollapse.Web.Rooms;

/// <summary>What a lesson has shown so far: the content of the page, whether it is trained now or was recorded. Immutable.</summary>
/// <param name="Settings">What it trains on what.</param>
/// <param name="Words">The words that are watched.</param>
/// <param name="Arms">The arms side by side.</param>
public sealed record Board(LessonSettings Settings, IReadOnlyList<WatchedWord> Words, IReadOnlyList<BoardArm> Arms)
{
    /// <summary>A changed board is drawn anew.</summary>
    private Board(Board original) => (Settings, Words, Arms, Drawn) = (original.Settings, original.Words, original.Arms, new(StringComparer.Ordinal));

    /// <summary>Nothing yet.</summary>
    public static Board Empty(LessonSettings settings) => new(settings, [], [.. settings.Arms.Select(arm => new BoardArm(arm.Key, arm.Title, []))]);

    /// <summary>The last generation that every arm has reached; −1 before the first.</summary>
    public int Generation => Arms.Count == 0 ? -1 : Arms.Min(arm => arm.Generations.Count) - 1;

    /// <summary>Things drawn from this board, made once for all who look at it.</summary>
    internal ConcurrentDictionary<string, string> Drawn { get; } = new(StringComparer.Ordinal);
}

/// <summary>One arm of a board.</summary>
/// <param name="Id">Its cell.</param>
/// <param name="Title">Its name on the page.</param>
/// <param name="Generations">Its generations, 0 first.</param>
public sealed record BoardArm(string Id, string Title, IReadOnlyList<BoardGeneration> Generations);

/// <summary>One generation of an arm.</summary>
/// <param name="Generation">Its number.</param>
/// <param name="Metrics">Measurements by their column; what is undefined is missing.</param>
/// <param name="RealShare">Share of real text in what it read, 0 to 1.</param>
/// <param name="Excerpts">Beginnings of documents that it wrote.</param>
/// <param name="WordCounts">How often it wrote each watched word.</param>
public sealed record BoardGeneration(int Generation, IReadOnlyDictionary<string, double> Metrics, double RealShare, IReadOnlyList<string> Excerpts, IReadOnlyList<int> WordCounts)
{
    /// <summary>What the model expects after each recorded context; empty in a live lesson, whose models answer for themselves.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CharacterChance>> Expected { get; init; } = new Dictionary<string, IReadOnlyList<CharacterChance>>();
}

/// <summary>How probable a character is.</summary>
/// <param name="Character">The character.</param>
/// <param name="Probability">0 to 1.</param>
public readonly record struct CharacterChance(string Character, double Probability);
