using TextCollapse.Countermeasures;
using static TextCollapse.Studies.SettingType;

namespace TextCollapse.Studies.Countermeasures;

/// <summary>Every countermeasure in one table, in the order of the places of the loop: what is read, how it is learned, how it is drawn, when to step in.</summary>
public static class CountermeasureKinds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<CountermeasureKind> All { get; } =
    [
        .. ReadingKinds.All,
        .. LearningKinds.All,
        .. WritingKinds.All,

        new("accept", "a generation stands only if the metric is within a margin of the last that stands; else it is redrawn, then rolled back",
            [
                new("margin", Real, "0.01", "how much worse it may be, as a share") { Least = 0, Most = 1 },
                new("redraws", Integer, "2", "attempts after the first") { Least = 0, Most = 100 },
                new("metric", Text, "bpc_validation", "what is compared; lower is better"),
            ],
            knobs => new AcceptanceRule(knobs.Real("margin"), knobs.Int("redraws"), knobs["metric"])) { Check = NeedsValidation },
    ];

    private static readonly Dictionary<string, CountermeasureKind> ByName = All.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The countermeasure with this name, or null.</summary>
    public static CountermeasureKind? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<Problem> NeedsValidation(Settings settings, Knobs knobs)
    {
        if (knobs["metric"] == "bpc_validation" && settings.Int("corpus.validation") == 0)
            yield return new Problem("metric", "needs real validation text (the held-out text is what the run is judged by): set corpus.validation to some thousands of characters.");
    }
}
