using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Reporting.Report;

/// <summary>
/// What a run found, in sentences: the answer first, then failure modes and tests, with what the number of seeds can show.
/// </summary>
public static class Findings
{
    private const double MuchLost = 0.01, Noticeable = 0.0005;

    private const int MaxNames = 3;

    private static string Zero => GenerationMeter.ZeroProbabilityShare.Id;

    /// <summary>The findings of a run, the answer first; empty where no generation is finished.</summary>
    public static IReadOnlyList<string> Of(RunStore records)
    {
        if (!records.Generations.Any())
            return [];
        var data = new ReportData(records);
        return [Headline(data), .. Details(data)];
    }

    /// <summary>The answer: where collapse stops, if the study asks that; then what became of held-out real text.</summary>
    internal static string Headline(ReportData data) =>
        data.Last == 0 ? "No result yet: only generation 0 is finished."
            : data.Restate(string.Join(" ", new[] { StopsAt(data), Outcome(data) }.OfType<string>()));

    /// <summary>The sentences after it.</summary>
    internal static IEnumerable<string> Details(ReportData data)
    {
        if (data.Analysis is { IsReferenceReal: false })
            yield return "The reference is half of generation 0: nothing here says how far generation 0 itself is from text that people "
                + "wrote.";
        if (data.Analysis is null && data.FinishedChains < data.PlannedChains)
            yield return $"The run is not finished: {data.FinishedChains} of {data.PlannedChains} chains have reached their last "
                + $"generation. "
                + "The results below are preliminary.";
        if (data.Last == 0)
            yield break;
        if (Modes(data) is { } modes)
            yield return modes;
        if (MostLost(data) is not null)
            yield return "Characters with probability zero are left out of the bits per character, which understates the loss of such "
                + "arms.";
        else
            foreach (var (arm, share) in Lost(data).OrderByDescending(arm => arm.Share).Take(1))
                yield return $"‘{arm}’ assigns probability zero to {Format.Percent(share)} of the held-out real characters; "
                    + "they are excluded from the bits per character.";
        if (CollapseSentences.Reach(data.Seeds, data.Design.Alpha) is { } reach)
            yield return $"{char.ToUpperInvariant(reach[0])}{reach[1..]}: these results describe this run and are not tests.";
        else if (Tests(data) is { } tests)
            yield return tests;
        foreach (var sentence in new[] { Starts(data), Missing(data), OneText(data) }.OfType<string>())
            yield return sentence;
    }

    /// <summary>
    /// The arms that assign probability zero to more of the real text than at generation 0, with the share at the last generation.
    /// </summary>
    internal static IEnumerable<(string Arm, double Share)> Lost(ReportData data) => data.Arms
        .Select(arm => (arm.Id, Share: ZeroShare(data, arm.Id, data.Last), Before: ZeroShare(data, arm.Id, 0)))
        .Where(arm => arm.Share - arm.Before > Noticeable).Select(arm => (arm.Id, arm.Share));

    private static string? StopsAt(ReportData data)
    {
        RealShareThreshold[] usual = [.. data.Thresholds.Where(threshold => threshold.IsUsual)];
        if (usual.Length == 0)
            return null;
        var first = usual[0].Threshold;
        var shares = Format.And([.. usual.Select(one => $"{one.Percentage} ({one.Series})")]);
        var interval = first.Share.Lower.IsDefined ? ", with the 95 % interval" : "";
        return $"Collapse stops at a share of real text of {shares} (monotone fit over "
            + $"{CollapseSentences.Seeds(first.Share.Seeds)}{interval}): from there on the loss on held-out real text rises within "
            + $"{Generations(first.Generation)} at most {Format.PercentNumber(first.Tolerance)} % more than with real text alone.";
    }

    private static string Outcome(ReportData data)
    {
        if (MostLost(data) is { } lost)
            return ZeroProbability(data, lost);
        var rises = data.Arms.Select(arm => (arm.Id, Change: Change(data, arm.Id))).Where(arm => double.IsFinite(arm.Change))
            .OrderBy(arm => arm.Change).ToArray();
        if (rises.Length == 0)
            return "Held-out real text could not be scored in any arm.";
        var (worst, change) = rises[^1];
        var after = $"After {Generations(data.Last)}";
        var loss = $"the {data.LossColumn.Label}";
        if (change <= Floor(data, worst))
            return $"{after} {loss} has not risen above the noise of generation 0 in any arm.";
        var sentence = $"{after} {loss} of ‘{worst}’ has risen "
            + $"from {Bits(data, worst, 0)} to {Bits(data, worst, data.Last)} bits per character";
        return rises.Length == 1 ? $"{sentence}." : $"{sentence}; {Least(data, rises[0].Id, rises[0].Change)}.";
    }

    private static string Least(ReportData data, string best, double change) => change <= Floor(data, best)
        ? $"‘{best}’ stays within the noise of generation 0"
        : $"it rises least in ‘{best}’, from {Bits(data, best, 0)} to {Bits(data, best, data.Last)}";

    /// <summary>
    /// The arm with the largest share of probability zero, where so much is lost that bits per character would mislead; null otherwise.
    /// </summary>
    private static string? MostLost(ReportData data) => Lost(data).OrderByDescending(arm => arm.Share)
        .Where(arm => arm.Share - ZeroShare(data, arm.Arm, 0) >= MuchLost).Select(arm => arm.Arm).FirstOrDefault();

    private static string ZeroProbability(ReportData data, string worst)
    {
        string Share(string arm, int generation) => Format.Percent(ZeroShare(data, arm, generation));
        var sentence =
            $"After {Generations(data.Last)} ‘{worst}’ assigns probability zero to {Share(worst, data.Last)} of the held-out real "
            + $"characters "
            + $"({Share(worst, 0)} at generation 0)";
        var best = data.Arms.MinBy(arm => ZeroShare(data, arm.Id, data.Last) is var share && double.IsNaN(share) ? double.PositiveInfinity
            : share)!.Id;
        if (best == worst)
            return $"{sentence}.";
        var (before, after) = (Share(best, 0), Share(best, data.Last));
        return after == before ? $"{sentence}; ‘{best}’ stays at {before}."
            : $"{sentence}; it rises least in ‘{best}’, from {before} to {after}.";
    }

    /// <summary>The failure modes present at the end, grouped where they are present in the same arms.</summary>
    private static string? Modes(ReportData data)
    {
        if (data.Diagnoses.Count == 0)
            return null;
        var present = FailureModeDefinition.All
            .Select(mode =>
                (mode.Name, Arms: data.Diagnoses.Where(arm => arm.Diagnoses[^1][mode.Mode] == FailureVerdict.Present)
                .Select(arm => arm.Arm).ToArray()))
            .Where(mode => mode.Arms.Length > 0)
            .GroupBy(mode => string.Join('\n', mode.Arms))
            .Select(group => $"{Format.And([.. group.Select(mode => mode.Name)])}{InArms(group.First().Arms, data.Diagnoses.Count)}")
                .ToArray();
        return present.Length == 0 ? "No failure mode is above the noise in any arm."
            : $"Failure modes at the last generation: {string.Join("; ", present)}.";
    }

    private static string InArms(string[] arms, int all)
    {
        if (all == 1)
            return "";
        if (arms.Length == all)
            return " in all arms";
        return arms.Length <= MaxNames ? $" in {Format.And([.. arms.Select(arm => $"‘{arm}’")])}" : $" in {arms.Length} of {all} arms";
    }

    /// <summary>The results of the primary family in one sentence, by verdict, and its test.</summary>
    private static string? Tests(ReportData data)
    {
        var contrasts = Primary(data).Where(contrast => contrast.Verdict != ContrastVerdict.NotCompared).ToArray();
        if (contrasts.Length == 0)
            return null;
        string Arms(ContrastVerdict verdict, string phrase) =>
            contrasts.Where(contrast => contrast.Verdict == verdict).Select(contrast => contrast.Arm).ToArray() is { Length: > 0 } arms
                ? $"{phrase} in {Which(arms, contrasts.Length)}" : "";
        string[] phrases =
        [
            .. new[]
            {
                Arms(ContrastVerdict.Lower, "is lower"), Arms(ContrastVerdict.Higher, "is higher"),
                Arms(ContrastVerdict.Equal, "is equal within the stated margin"), Arms(ContrastVerdict.Identical, "is the same number"),
                Arms(ContrastVerdict.NotShown, "is not shown to differ"), Arms(ContrastVerdict.Descriptive, "is compared without a test"),
            }.Where(one => one.Length > 0),
        ];
        var since = data.Design.Outcome == ContrastOutcome.Change ? "change since generation 0 of the " : "";
        return $"Compared with {Baseline(contrasts)}, the {since}{Label(data.Design.Metrics[0])} {Format.And(phrases)}. "
            + CollapseSentences.Adjustment;
    }

    /// <summary>The arms that differ at generation 0, so that their final level is not only an effect of the generations.</summary>
    private static string? Starts(ReportData data)
    {
        var metric = data.Design.Metrics[0];
        var contrasts = data.Contrasts
            .Where(contrast => contrast.Metric == metric && contrast is { Outcome: ContrastOutcome.Level, DiffersAtStart: true })
            .DistinctBy(contrast => contrast.Arm).ToArray();
        if (contrasts.Length == 0)
            return null;
        string[] arms = [.. contrasts.Select(contrast => $"‘{contrast.Arm}’ by {Format.Signed(contrast.Start.Mean.Value)}")];
        var which = arms.Length <= MaxNames ? Format.And(arms) : $"{arms.Length} arms";
        return $"Already at generation 0, before any training on generated text, the {Label(metric)} differs from "
            + $"{Baseline(contrasts)} in {which}: for these arms, use the change since generation 0 (contrasts.csv).";
    }

    /// <summary>The arms with missing chains.</summary>
    private static string? Missing(ReportData data)
    {
        string[] arms = [.. Primary(data).Where(contrast => contrast.MissingSeeds > 0).Select(contrast => contrast.Arm).Distinct()];
        return arms.Length == 0 ? null
            : $"Seeds are missing in the comparison of {Which(arms, int.MaxValue)}: it uses the seeds that both arms have.";
    }

    /// <summary>A note if seeds do not sample texts, because intervals then exclude this variation.</summary>
    private static string? OneText(ReportData data) =>
        data.Seeds > 1 && data.Arms.Any(arm => arm.Options.Corpus.Split == TextSplit.Tail)
            ? "All seeds share one held-out text (corpus.split: tail), so intervals and tests exclude the sampling of texts; "
                + "corpus.split: spread samples other documents for each seed."
            : null;

    /// <summary>The contrasts of the first primary metric.</summary>
    private static IEnumerable<Contrast> Primary(ReportData data) =>
        data.Contrasts.Where(contrast => contrast.Primary && contrast.Metric == data.Design.Metrics[0]);

    private static string Label(string metric) => GenerationColumns.Find(metric)?.Label ?? metric;

    private static string Baseline(IEnumerable<Contrast> contrasts) =>
        contrasts.Select(contrast => contrast.Baseline).Distinct().ToArray() is [var only] ? $"‘{only}’" : "its baseline";

    private static string Which(string[] arms, int all)
    {
        if (arms.Length == all)
            return all == 1 ? $"‘{arms[0]}’" : "all arms";
        return arms.Length <= MaxNames ? Format.And([.. arms.Select(arm => $"‘{arm}’")]) : $"{arms.Length} of {all} arms";
    }

    private static double ZeroShare(ReportData data, string arm, int generation) => data.Mean(arm, generation, Zero).Mean.OrNaN;

    private static string Bits(ReportData data, string arm, int generation) =>
        data.Loss(arm, generation).ToString("F2", CultureInfo.InvariantCulture);

    private static double Change(ReportData data, string arm) => data.Loss(arm, data.Last) - data.Loss(arm, 0);

    private static double Floor(ReportData data, string arm) => GenerationZeroNoise.Of(data, arm, data.LossColumn.Id);

    private static string Generations(int count) => count == 1 ? "one generation" : $"{count} generations";
}
