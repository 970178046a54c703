using System.Globalization;
using MathNet.Numerics.Distributions;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Metrics.FailureModes;

/// <summary>One symptom in one generation: whether it is above the noise, and the sentence that states it.</summary>
internal readonly record struct SymptomReading(bool Measured, bool Shown, string Evidence)
{
    private const double Level = 0.05;

    /// <summary>Compares the rows of a generation with those of generation 0, paired by seed.</summary>
    public static SymptomReading Of(
        Symptom symptom, IReadOnlyList<GenerationRow> first, IReadOnlyList<GenerationRow> now, IReadOnlyDictionary<string,
            NoiseFloor> floors)
    {
        (double Before, double After)[] pairs =
        [
            .. from before in first
               join after in now on before.Seed equals after.Seed
               let x = symptom.Read(before)
               let y = symptom.Read(after)
               where x.IsDefined && y.IsDefined && double.IsFinite(x.Value) && double.IsFinite(y.Value)
               select (x.Value, y.Value),
        ];
        if (now[0].Generation <= symptom.Since)
            return new(false, false,
                $"{symptom.Name}: is measured as the growth after generation {symptom.Since.ToString(CultureInfo.InvariantCulture)}");
        if (pairs.Length == 0)
            return new(false, false, $"{symptom.Name}: not measured");
        if (symptom.OfSpread)
            return Spread(symptom, pairs);
        var scale = first.Select(symptom.Scale).Where(double.IsFinite).DefaultIfEmpty().Average();
        return Change(symptom, pairs, ChangeFloor.Of(symptom.Column(now[0]), [.. pairs.Select(pair => pair.Before)], scale, floors)
            .AtLeast(Math.Max(symptom.Least, symptom.LeastShare * scale)));
    }

    private static SymptomReading Change(Symptom symptom, (double Before, double After)[] pairs, ChangeFloor floor)
    {
        double before = pairs.Average(pair => pair.Before), after = pairs.Average(pair => pair.After), change = after - before;
        var expected = symptom.Direction switch { CollapseDirection.Raises => 1, CollapseDirection.Lowers => -1, _ => Math.Sign(change) };
        var agreeing = pairs.Count(pair => Math.Sign(pair.After - pair.Before) == expected);
        var shown = change * expected > floor.Value && agreeing == pairs.Length;
        var direction = change > 0 ? "rose" : "fell";
        var verb = Math.Abs(change) <= floor.Value ? "stays within the noise" : direction;
        return new(true, shown, string.Create(CultureInfo.InvariantCulture,
            $"{symptom.Name} {verb}: {before:G4} at generation {symptom.Since}, now {after:G4} (noise floor {floor.Value:G3} "
                + $"{floor.Origin}; same direction in {agreeing} of {CollapseSentences.Seeds(pairs.Length)})"));
    }

    private static SymptomReading Spread(Symptom symptom, (double Before, double After)[] pairs)
    {
        if (pairs.Length < 3)
            return new(false, false,
                $"{symptom.Name}: needs three seeds, there {(pairs.Length == 1 ? "is" : "are")} {CollapseSentences.Seeds(pairs.Length)}");
        double before = Deviation(pairs.Select(pair => pair.Before)), after = Deviation(pairs.Select(pair => pair.After));
        var critical = FisherSnedecor.InvCDF(pairs.Length - 1, pairs.Length - 1, 1 - Level);
        var shown = after * after > critical * before * before && after > 0;
        return new(true, shown, string.Create(CultureInfo.InvariantCulture,
            $"{symptom.Name} {(shown ? "grew" : "is within equal variances")}: standard deviation {before:G3} at generation 0, now "
                + $"{after:G3} (variance ratio above {critical:G3} counts, {CollapseSentences.Seeds(pairs.Length)})"));
    }

    private static double Deviation(IEnumerable<double> values)
    {
        var array = values.ToArray();
        return SeedInterval.MeanAndError(array).Error * Math.Sqrt(array.Length);
    }
}
