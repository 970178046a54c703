using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Experiments.Configuration;

/// <summary>What the arms of a study are compared with, and which comparisons are its primary family.</summary>
public static class PrimaryFamily
{
    /// <summary>The design of a frozen study.</summary>
    public static ContrastDesign Design(StudyPlan plan) => Design(plan.Primary, plan.Arms, (_, _) => { });

    /// <summary>
    /// The default comparisons: every arm with the first one of the same model kind, since a difference between kinds is not informative
    /// about the other settings. An arm without another one of its kind is compared with the first arm of the study.
    /// </summary>
    public static IReadOnlyList<ArmPair> Pairs(IReadOnlyList<Arm> arms)
    {
        var kinds = arms.ToLookup(arm => arm.Options.Model.GetType());
        string BaselineOf(Arm arm) => kinds[arm.Options.Model.GetType()] is var same && same.Count() > 1 ? same.First().Id : arms[0].Id;
        return [.. arms.Select(arm => new ArmPair(arm.Id, BaselineOf(arm))).Where(pair => pair.Arm != pair.Baseline)];
    }

    /// <summary>Checks the section for a study with these arms; <paramref name="wrong"/> receives the option and the message.</summary>
    internal static void Check(PrimaryOptions primary, IReadOnlyList<Arm> arms, Action<string, string> wrong)
    {
        var measured = arms.Select(arm => Pipelines.Arm(arm.Options)).ToArray();
        foreach (var metric in primary.Metrics)
            if (!Array.Exists(measured, arm => ColumnCheck.Wrong(metric, arm) is null))
                wrong("metric", $"no arm has it: {ColumnCheck.Wrong(metric, measured[0])}");
        if (primary.Metrics.Count == 0)
            wrong("metric", "names no column.");
        if (primary is { SmallestEffect: not null, Metrics.Count: > 1 })
            wrong("smallest_effect", "is in the unit of the metric, so it needs a single one: name one column in primary.metric.");
        Design(primary, arms, wrong);
    }

    private static ContrastDesign Design(PrimaryOptions primary, IReadOnlyList<Arm> arms, Action<string, string> wrong)
    {
        var pairs = Pairs(arms);
        var named = primary.Contrasts == PrimaryOptions.AllContrasts
            ? null
            : primary.Named.Select(name => Pair(name, pairs, arms, wrong)).OfType<ArmPair>().Distinct().ToArray();
        return new([.. pairs.Union(named ?? [])])
        {
            Metrics = primary.Metrics,
            Outcome = primary.Outcome,
            PrimaryPairs = named,
            SmallestEffect = primary.SmallestEffect,
            Alpha = primary.Alpha,
            IsTested = metric => GenerationColumns.Find(metric)?.IsTested ?? true,
        };
    }

    private static ArmPair? Pair(string name, IReadOnlyList<ArmPair> pairs, IReadOnlyList<Arm> arms, Action<string, string> wrong)
    {
        string[] sides = name.Split(ArmPair.Between, 2, StringSplitOptions.TrimEntries);
        string?[] ids = [.. sides.Select(side => arms.FirstOrDefault(arm => arm.Id == side || arm.Id == ArmName.Clean(side))?.Id)];
        for (var side = 0; side < sides.Length; side++)
            if (ids[side] is null)
                wrong("contrasts", $"'{sides[side]}' is no arm of this study{Meant(sides[side], arms)}");
        if (ids.Contains(null))
            return null;
        if (ids.Length == 1 && pairs.FirstOrDefault(pair => pair.Arm == ids[0]) is { } usual)
            return usual;
        if (ids.Length == 2 && ids[0] != ids[1])
            return new(ids[0]!, ids[1]!);
        wrong("contrasts", ids.Length == 1 ? $"'{name}' is a baseline; say what it is compared with: {name}{ArmPair.Between}OTHER."
            : $"'{name}' compares an arm with itself.");
        return null;
    }

    private static string Meant(string name, IReadOnlyList<Arm> arms)
    {
        string[] ids = [.. arms.Select(arm => arm.Id)];
        return Nearest.To(name, ids) is { } nearest ? $"; did you mean '{nearest}'?" : $"; its arms are {string.Join(", ", ids)}.";
    }
}
