using System.Globalization;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Reporting;

/// <summary>The power of a study before it runs: its least attainable p, and the power for its smallest effect of interest.</summary>
public static class StudyPower
{
    private const double Wanted = 0.8;

    /// <summary>The sentences; a warning first if nothing could be significant.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="pilot">The folder of an earlier run of it, or null.</param>
    /// <param name="deviation">The standard deviation over seeds of a paired difference, or null.</param>
    /// <exception cref="InputException">The pilot is a run of another study, unfinished, or too small.</exception>
    public static IReadOnlyList<string> Of(StudyPlan plan, string? pilot, double? deviation)
    {
        var design = PrimaryFamily.Design(plan);
        var pairs = design.PrimaryPairs ?? design.Pairs;
        var contrasts = pairs.Count * design.Metrics.Count;
        if (contrasts == 0)
            return ["There is only one arm, so nothing is compared."];
        var outcome = design.Outcome == ContrastOutcome.Change ? "change since generation 0" : "level at the last generation";
        List<string> sentences =
        [
            $"Primary family: {contrasts} {(contrasts == 1 ? "contrast" : "contrasts")} in the {outcome} of "
                + $"{string.Join(", ", design.Metrics)}, level {Number(design.Alpha)}.",
            Attainable(plan.Seeds.Count, contrasts, design.Alpha),
        ];
        var power = (pilot, deviation) switch
        {
            ({ } folder, _) => FromPilot(plan, design, folder),
            (null, { } sd) => (MaxTPower.From(contrasts, sd, design.Alpha), $"a standard deviation of {Number(sd)}"),
            _ => default,
        };
        sentences.Add(Power(plan.Seeds.Count, design, power));
        return sentences;
    }

    /// <summary>Explains why nothing can be significant in a study; null if something can.</summary>
    public static string? Warning(StudyPlan plan)
    {
        var alpha = plan.Primary.Alpha;
        return PrimaryFamily.Pairs(plan.Arms).Count == 0 || SignFlipTest.SmallestP(plan.Seeds.Count) <= alpha ? null
            : $"No difference can be significant with {CollapseSentences.Seeds(plan.Seeds.Count)}: the least attainable p is "
                + $"{Number(SignFlipTest.SmallestP(plan.Seeds.Count))}, above {Number(alpha)}. "
                + $"The results describe this run; --seeds 1-{MaxTPower.LeastSeeds(alpha)} can show a difference.";
    }

    private static string Attainable(int seeds, int contrasts, double alpha)
    {
        var least = SignFlipTest.SmallestP(seeds);
        var sentence = $"Least attainable p with {CollapseSentences.Seeds(seeds)}: {Number(least)} (step-down max-T; Holm: "
            + $"{Number(Math.Min(1, least * contrasts))}).";
        return least <= alpha ? sentence
            : $"Warning: nothing can be significant. {sentence} Something can with {CollapseSentences.Seeds(MaxTPower.LeastSeeds(alpha))} "
                + $"or more (--seeds 1-{MaxTPower.LeastSeeds(alpha)}).";
    }

    private static string Power(int seeds, ContrastDesign design, (MaxTPower? Power, string Origin) known)
    {
        if (known.Power is not { } power)
            return "Power is not computed: give an earlier run of this study (--pilot DIR) or the standard deviation over seeds of a "
                + "paired difference (--sd NUMBER).";
        if (design.SmallestEffect is not { } effect)
            return $"Power is not computed: state primary.smallest_effect. Known is {known.Origin}.";
        var needed = power.SeedsFor(effect, Wanted) is { } fewest ? $"{fewest} seeds are needed for {Number(Wanted)}"
            : $"64 seeds are too few for {Number(Wanted)}";
        return $"Power for a difference of {Number(effect)} in one contrast, with {known.Origin}: {Number(power.Of(effect, seeds))} with "
            + $"{CollapseSentences.Seeds(seeds)}; {needed}.";
    }

    private static (MaxTPower, string) FromPilot(StudyPlan plan, ContrastDesign design, string path)
    {
        using var folder = RunFolder.Read(path);
        if (plan.MissingIn(folder.Plan) is { Count: > 0 } missing)
            throw new InputException(path, $"is a run of another study ('{folder.Plan.Study}'), or of this one with other settings: it has "
                + $"no arm like {string.Join(", ", missing.Take(3))}{(missing.Count > 3 ? $" and {missing.Count - 3} more" : "")}. A "
                + "pilot is a run of the same arms with a few seeds.");
        var records = RunStore.Read(folder);
        var last = plan.Arms.Max(arm => arm.Options.Generations);
        var contrasts = Contrast.Of(records.Rows, design, last).Where(contrast => contrast.Primary).ToArray();
        var unfinished = contrasts.Length == 0 || contrasts.Any(contrast => contrast.MissingSeeds > 0 || contrast.Differences.Count == 0);
        if (unfinished)
            throw new InputException(path, $"is not finished: not every arm has reached generation {last} with every seed. Resume it, or "
                + "give the standard deviation with --sd.");
        if (contrasts[0].Differences.Count < 2)
            throw new InputException(path, "has one seed, which has no spread; a pilot needs two or more.");
        if (contrasts.Any(contrast => contrast.Differences.Any(difference => !double.IsFinite(difference))))
            throw new InputException(path, "has differences that are not finite; choose another metric in primary.metric.");
        var power = MaxTPower.FromPilot([.. contrasts.Select(contrast => contrast.Differences)], design.Alpha);
        if (power.StandardDeviation == 0)
            throw new InputException(path, "has the same difference with every seed in every contrast, which shows no spread: are the arms "
                + "identical? Give the standard deviation with --sd.");
        var widest = contrasts[power.Contrast];
        return (power, $"a standard deviation of {Number(power.StandardDeviation)} ({path}, "
            + $"{CollapseSentences.Seeds(widest.Differences.Count)}; the widest contrast, {new ArmPair(widest.Arm, widest.Baseline)})");
    }

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
