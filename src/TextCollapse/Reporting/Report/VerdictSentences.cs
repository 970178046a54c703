using System.Globalization;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Statistics;

namespace TextCollapse.Reporting.Report;

/// <summary>The verdict: what became of held-out real text, in one sentence; then what failed where, and how much the seeds can show.</summary>
internal static class VerdictSentences
{
    private const double Alpha = 0.05;

    /// <summary>The sentence that stands first.</summary>
    public static string Headline(RunResults results)
    {
        if (results.Last == 0)
            return "Nothing to judge yet: only generation 0 is there.";
        var rises = results.Arms.Select(arm => (arm.Id, Change: Change(results, arm.Id))).Where(arm => double.IsFinite(arm.Change)).OrderBy(arm => arm.Change).ToArray();
        if (rises.Length == 0)
            return "Held-out real text could not be scored in any arm.";
        var (worst, change) = rises[^1];
        double before = results.Mean(worst, 0, "bpc_real").Mean.OrNaN, after = results.Mean(worst, results.Last, "bpc_real").Mean.OrNaN;
        if (change <= Floor(results, worst))
            return string.Create(CultureInfo.InvariantCulture, $"After {Generations(results.Last)} no arm foresees held-out real text noticeably worse than at generation 0.");
        var sentence = string.Create(CultureInfo.InvariantCulture, $"After {Generations(results.Last)} real text costs ‘{worst}’ {after:F2} bits per character instead of {before:F2}");
        var (best, least) = rises[0];
        return rises.Length == 1 ? sentence + "."
            : sentence + (least <= Floor(results, best) ? $"; ‘{best}’ holds, within the noise of generation 0." : string.Create(CultureInfo.InvariantCulture, $" (+{change:F2}); ‘{best}’ loses least (+{least:F2})."));
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
        foreach (var lost in Lost(results).OrderByDescending(arm => arm.Share).Take(1))
            yield return string.Create(CultureInfo.InvariantCulture, $"‘{lost.Arm}’ gives {lost.Share:P1} of the real characters no probability at all; they are left out of the bits.");
        if (PlainSentences.Reach(results.Seeds) is { } reach)
            yield return $"{char.ToUpperInvariant(reach[0])}{reach[1..]}: this describes what happened and proves nothing.";
        else if (results.Arms.Count > 1)
            yield return Tests(results);
    }

    /// <summary>The arms for which more of the real text is impossible than at generation 0, with its share.</summary>
    public static IEnumerable<(string Arm, double Share)> Lost(RunResults results) => results.Arms
        .Select(arm => (arm.Id, Share: results.Mean(arm.Id, results.Last, "zero_probability_share").Mean.OrNaN, Before: results.Mean(arm.Id, 0, "zero_probability_share").Mean.OrNaN))
        .Where(arm => arm.Share - arm.Before > 0.0005).Select(arm => (arm.Id, arm.Share));

    private static string? Modes(RunResults results)
    {
        var present = FailureModeDefinition.All.Select(mode => (mode.Name, Arms: results.Diagnoses.Where(arm => arm.Diagnoses[^1][mode.Mode] == FailureVerdict.Present).Select(arm => arm.Cell).ToArray()))
            .Where(mode => mode.Arms.Length > 0).ToArray();
        if (results.Diagnoses.Count == 0)
            return null;
        return present.Length == 0 ? "No failure mode is above the noise in any arm."
            : string.Join("; ", present.Select((mode, i) => $"{(i == 0 ? char.ToUpperInvariant(mode.Name[0]) + mode.Name[1..] : mode.Name)}: {Which(mode.Arms, results.Diagnoses.Count)}")) + ".";
    }

    private static string Which(string[] arms, int all) => all == 1 ? "present" : arms.Length == all ? "all arms" : arms.Length <= 3 ? string.Join(", ", arms) : $"{arms.Length} of {all} arms";

    private static string Tests(RunResults results)
    {
        var tested = results.Contrasts.Where(contrast => contrast.Metric == "bpc_real" && contrast.AdjustedP.IsDefined).ToArray();
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

    private static double Change(RunResults results, string arm) => results.Mean(arm, results.Last, "bpc_real").Mean.OrNaN - results.Mean(arm, 0, "bpc_real").Mean.OrNaN;

    private static double Floor(RunResults results, string arm) => NoiseOfGeneration0.Of(results, arm, "bpc_real").Value;

    private static string Generations(int count) => count == 1 ? "one generation" : $"{count} generations";
}
