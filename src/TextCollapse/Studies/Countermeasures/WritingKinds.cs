using TextCollapse.Countermeasures;
using static TextCollapse.Studies.Countermeasures.KnobKeys;

namespace TextCollapse.Studies.Countermeasures;

/// <summary>
/// Countermeasures that change how text is drawn, generation 0's too. Temperature, top-p, min-p and the repetition penalty are keys of the section <c>decoding</c>.
/// </summary>
internal static class WritingKinds
{
    public static IReadOnlyList<CountermeasureKind> All { get; } =
    [
        new("near-duplicates", "a document that resembles an earlier one of its text is written again, so many times at most",
            [
                Part("resemblance", "0.2", "shared n-grams over all n-grams of both, from which on it is written again"),
                Whole("length", "8", 1, 1000, "n"),
                Whole("redraws", "5", 0, 1000, "times at most"),
            ],
            knobs => new NearDuplicates(knobs.Real("resemblance"), knobs.Int("length"), knobs.Int("redraws"))) { Check = ReadingKinds.DraftsDiffer },
    ];
}
