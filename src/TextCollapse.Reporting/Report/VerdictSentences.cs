using System.Globalization;
using TextCollapse.Chains;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Statistics;

namespace TextCollapse.Reporting.Report;

/// <summary>The verdict: what became of held-out real text, in one sentence; then what failed where, and how much the seeds can show.</summary>
internal static class VerdictSentences
{
    private const double Alpha = 0.05, MuchLost = 0.01;

    private const int MostNames = 3;

    private static readonly string Loss = GenerationMeter.BpcReal.Id, Excluded = GenerationMeter.ZeroProbabilityShare.Id;

    /// <summary>The sentence that stands first.</summary>
    public static string Headline(RunResults results)
    {
        if (results.Last == 0)
            return "Nothing to judge yet: only generation 0 is there.";
        if (MostLost(results) is { } lost)
            return Impossible(results, lost);
        var rises = results.Arms.Select(arm => (arm.Id, Change: Change(results, arm.Id))).Where(arm => double.IsFinite(arm.Change)).OrderBy(arm => arm.Change).ToArray();
        if (rises.Length == 0)
            return "Held-out real text could not be scored in any arm.";
        var (worst, change) = rises[^1];
        if (change <= Floor(results, worst))
            return $"After {Generations(results.Last)} no arm foresees held-out real text noticeably worse than at generation 0.";
        var sentence = $"After {Generations(results.Last)} real text costs ‘{worst}’ {Bits(results, worst, results.Last)} bits per character instead of {Bits(results, worst, 0)}";
        var (best, least) = rises[0];
        return rises.Length == 1 ? sentence + "."
            : sentence + (least <= Floor(results, best) ? $"; ‘{best}’ holds, within the noise of generation 0." : $"; ‘{best}’ loses least: {Bits(results, best, results.Last)} instead of {Bits(results, best, 0)}.");
    }

    /// <summary>The sentences after it.</summary>
    public static IEnumerable<string> More(RunResults results)
    {
        if (results.Finished < results.Chains)
            yield return $"The run is not finished: {results.Finished} of {results.Chains} chains are at their end. What follows is what there is so far.";
        if (results.Last == 0)
            yield break;
        if (Modes(results) is { } modes)
            yield return modes;
        if (MostLost(results) is not null)
            yield return "What has become impossible is left out of the bits per character: they flatter such arms.";
        else
            foreach (var lost in Lost(results).OrderByDescending(arm => arm.Share).Take(1))
                yield return string.Create(CultureInfo.InvariantCulture, $"‘{lost.Arm}’ gives {lost.Share:P1} of the real characters no probability at all; they are left out of the bits.");
        if (PlainSentences.Reach(results.Seeds) is { } reach)
            yield return $"{char.ToUpperInvariant(reach[0])}{reach[1..]}: this describes what happened and proves nothing.";
        else if (results.Arms.Count > 1)
            yield return Tests(results);
    }

    /// <summary>The arms for which more of the real text is impossible than at generation 0, with its share.</summary>
    public static IEnumerable<(string Arm, double Share)> Lost(RunResults results) => results.Arms
        .Select(arm => (arm.Id, Share: results.Mean(arm.Id, results.Last, Excluded).Mean.OrNaN, Before: results.Mean(arm.Id, 0, Excluded).Mean.OrNaN))
        .Where(arm => arm.Share - arm.Before > 0.0005).Select(arm => (arm.Id, arm.Share));

    /// <summary>The arm for which most has become impossible, where that is so much that its bits per character flatter it; null where none has lost so much.</summary>
    private static string? MostLost(RunResults results) => Lost(results).OrderByDescending(arm => arm.Share)
        .Where(arm => arm.Share - results.Mean(arm.Arm, 0, Excluded).Mean.OrNaN >= MuchLost).Select(arm => arm.Arm).FirstOrDefault();

    private static string Impossible(RunResults results, string worst)
    {
        string Share(string arm, int generation) => results.Mean(arm, generation, Excluded).Mean.OrNaN.ToString("P1", CultureInfo.InvariantCulture);
        var sentence = $"After {Generations(results.Last)} ‘{worst}’ gives {Share(worst, results.Last)} of the real characters no probability at all instead of {Share(worst, 0)}";
        var best = results.Arms.MinBy(arm => results.Mean(arm.Id, results.Last, Excluded).Mean is { IsDefined: true, Value: var share } ? share : double.PositiveInfinity)!.Id;
        return best == worst ? sentence + "." : $"{sentence}; ‘{best}’ {(Share(best, results.Last) == Share(best, 0) ? $"stays at {Share(best, 0)}" : $"loses least: {Share(best, results.Last)} instead of {Share(best, 0)}")}.";
    }

    private static string Bits(RunResults results, string arm, int generation) => results.Mean(arm, generation, Loss).Mean.OrNaN.ToString("F2", CultureInfo.InvariantCulture);

    /// <summary>The modes that are present at the end, together where they are of the same arms.</summary>
    private static string? Modes(RunResults results)
    {
        if (results.Diagnoses.Count == 0)
            return null;
        var present = FailureModeDefinition.All.Select(mode => (mode.Name, Arms: results.Diagnoses.Where(arm => arm.Diagnoses[^1][mode.Mode] == FailureVerdict.Present).Select(arm => arm.Cell).ToArray()))
            .Where(mode => mode.Arms.Length > 0).GroupBy(mode => string.Join('\n', mode.Arms)).ToArray();
        return present.Length == 0 ? "No failure mode is above the noise in any arm."
            : $"What failed by then: {string.Join("; ", present.Select(group => $"{And([.. group.Select(mode => mode.Name)])}{Where(group.First().Arms, results.Diagnoses.Count)}"))}.";
    }

    private static string Where(string[] arms, int all) => all == 1 ? "" : arms.Length == all ? " in all arms" : arms.Length <= MostNames ? $" in {And([.. arms.Select(arm => $"‘{arm}’")])}" : $" in {arms.Length} of {all} arms";

    private static string And(string[] names) => names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";

    private static string Which(string[] arms, int all) => all == 1 ? "present" : arms.Length == all ? "all arms" : arms.Length <= MostNames ? string.Join(", ", arms) : $"{arms.Length} of {all} arms";

    private static string Tests(RunResults results)
    {
        var tested = results.Contrasts.Where(contrast => contrast.Metric == Loss && contrast.AdjustedP.IsDefined).ToArray();
        var better = tested.Where(contrast => contrast.AdjustedP.Value <= Alpha && contrast.Difference.Mean.OrNaN < 0).Select(contrast => contrast.Cell).ToArray();
        var worse = tested.Where(contrast => contrast.AdjustedP.Value <= Alpha && contrast.Difference.Mean.OrNaN > 0).Select(contrast => contrast.Cell).ToArray();
        var beyond = $"beyond chance (paired sign-flip test, Holm-adjusted p ≤ {Alpha.ToString(CultureInfo.InvariantCulture)}, {PlainSentences.Seeds(results.Seeds)})";
        // An exact test has a least p; times the number of comparisons it may be beyond reach, and then silence says nothing about the arms.
        var least = SignFlipTest.SmallestP(results.Seeds) * results.Contrasts.Count(contrast => contrast is { Primary: true, AdjustedP.IsDefined: true });
        return better.Length + worse.Length == 0 && least > Alpha
            ? $"Whether an arm differs from ‘{results.Arms[0].Id}’ on real text cannot be told by Holm-adjusted tests: with {PlainSentences.Seeds(results.Seeds)} no p of that many comparisons can be below {Math.Min(1, least).ToString("0.00", CultureInfo.InvariantCulture)}. Take more seeds, or read the intervals."
            : better.Length + worse.Length == 0
            ? $"On real text no arm differs from ‘{results.Arms[0].Id}’ {beyond}."
            : $"Against ‘{results.Arms[0].Id}’, on real text, {string.Join(" and ", new[] { (better, "better"), (worse, "worse") }.Where(side => side.Item1.Length > 0).Select(side => $"{Which(side.Item1, tested.Length)} {(side.Item1.Length == 1 ? "is" : "are")} {side.Item2}"))} {beyond}.";
    }

    private static double Change(RunResults results, string arm) => results.Mean(arm, results.Last, Loss).Mean.OrNaN - results.Mean(arm, 0, Loss).Mean.OrNaN;

    private static double Floor(RunResults results, string arm) => NoiseOfGeneration0.Of(results, arm, Loss).Value;

    private static string Generations(int count) => count == 1 ? "one generation" : $"{count} generations";
}
