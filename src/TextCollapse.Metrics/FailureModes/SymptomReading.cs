using System.Globalization;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Metrics.FailureModes;

/// <summary>One symptom in one generation: whether it is above the noise, and the sentence that states it.</summary>
internal readonly record struct SymptomReading(bool Measured, bool Shown, string Evidence)
{
    private const double Level = 0.05;

    /// <summary>
    /// Compares the rows of a generation with those of generation 0, paired by seed; and the change with that of the control where there is
    /// one. <paramref name="generations"/> is how often the chain is looked at.
    /// </summary>
    public static SymptomReading Of(
        Symptom symptom, IReadOnlyList<GenerationRow> first, IReadOnlyList<GenerationRow> now, IReadOnlyDictionary<string,
            NoiseFloor> floors, IReadOnlyList<GenerationRow> controlFirst, IReadOnlyList<GenerationRow> controlNow, int generations)
    {
        if (now[0].Generation <= symptom.Since)
            return new(false, false,
                $"{symptom.Name}: is measured as the growth after generation {symptom.Since.ToString(CultureInfo.InvariantCulture)}");
        var pairs = Pairs(symptom, first, now);
        if (pairs.Count == 0)
            return new(false, false, $"{symptom.Name}: not measured");
        var control = Pairs(symptom, controlFirst, controlNow);
        if (symptom.OfSpread)
            return Spread(symptom, pairs, control, generations);
        var scale = first.Select(symptom.Scale).Where(double.IsFinite).DefaultIfEmpty().Average();
        return Change(symptom, pairs, control, ChangeFloor.Of(symptom.Column(now[0]), [.. pairs.Values.Select(pair => pair.Before)], scale,
            floors).AtLeast(Math.Max(symptom.Least, symptom.LeastShare * scale)));
    }

    /// <summary>The quantity before and after by seed, where both are known.</summary>
    private static SortedDictionary<long, (double Before, double After)> Pairs(Symptom symptom, IReadOnlyList<GenerationRow> first,
        IReadOnlyList<GenerationRow> now)
    {
        var pairs = new SortedDictionary<long, (double, double)>();
        foreach (var before in first)
            if (now.FirstOrDefault(row => row.Seed == before.Seed) is { } after && symptom.Read(before).OrNaN is var x
                && symptom.Read(after).OrNaN is var y && double.IsFinite(x) && double.IsFinite(y))
                pairs[before.Seed] = (x, y);
        return pairs;
    }

    private static SymptomReading Change(Symptom symptom, SortedDictionary<long, (double Before, double After)> pairs,
        SortedDictionary<long, (double Before, double After)> control, ChangeFloor floor)
    {
        double before = pairs.Values.Average(pair => pair.Before), after = pairs.Values.Average(pair => pair.After);
        var change = after - before;
        var expected = symptom.Direction switch { CollapseDirection.Raises => 1, CollapseDirection.Lowers => -1, _ => Math.Sign(change) };
        var agreeing = pairs.Values.Count(pair => Math.Sign(pair.After - pair.Before) == expected);
        double[] excess =
        [
            .. pairs.Where(pair => control.ContainsKey(pair.Key))
                .Select(pair => pair.Value.After - pair.Value.Before - (control[pair.Key].After - control[pair.Key].Before)),
        ];
        // The difference of two changes varies √2 times as much as one.
        var exceedsControl = excess.Length == 0
            || (excess.Average() * expected > Math.Sqrt(2) * floor.Value && excess.All(one => Math.Sign(one) == expected));
        var shown = change * expected > floor.Value && agreeing == pairs.Count && exceedsControl;
        var direction = change > 0 ? "rose" : "fell";
        var verb = Math.Abs(change) <= floor.Value ? "stays within the noise" : direction;
        var beside = excess.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"; the control's change is {change - excess.Average():G3}");
        return new(true, shown, string.Create(CultureInfo.InvariantCulture,
            $"{symptom.Name} {verb}: {before:G4} at generation {symptom.Since}, now {after:G4} (noise floor {floor.Value:G3} "
                + $"{floor.Origin}; same direction in {agreeing} of {CollapseSentences.Seeds(pairs.Count)}{beside})"));
    }

    private static SymptomReading Spread(Symptom symptom, SortedDictionary<long, (double Before, double After)> pairs,
        SortedDictionary<long, (double Before, double After)> control, int generations)
    {
        if (pairs.Count < 3)
            return new(false, false,
                $"{symptom.Name}: needs three seeds, there {(pairs.Count == 1 ? "is" : "are")} {CollapseSentences.Seeds(pairs.Count)}");
        double before = Deviation(pairs.Values.Select(pair => pair.Before)), after = Deviation(pairs.Values.Select(pair => pair.After));
        var p = PitmanMorgan.P([.. pairs.Values.Select(pair => pair.Before)], [.. pairs.Values.Select(pair => pair.After)]);
        long[] shared = [.. pairs.Keys.Where(control.ContainsKey)];
        if (shared.Length >= 3)
            p = Math.Max(p, PitmanMorgan.P([.. shared.Select(seed => control[seed].After)], [.. shared.Select(seed => pairs[seed].After)]));
        var shown = p * generations <= Level;
        return new(true, shown, string.Create(CultureInfo.InvariantCulture,
            $"{symptom.Name} {(shown ? "grew" : "is within equal variances")}: standard deviation {before:G3} at generation 0, now "
                + $"{after:G3} (p = {p:G2}{(shared.Length >= 3 ? ", also against the control" : "")}; p up to {Level / generations:G2} "
                + $"counts over {generations} generations, {CollapseSentences.Seeds(pairs.Count)})"));
    }

    private static double Deviation(IEnumerable<double> values)
    {
        var array = values.ToArray();
        return SeedInterval.MeanAndError(array).Error * Math.Sqrt(array.Length);
    }
}
