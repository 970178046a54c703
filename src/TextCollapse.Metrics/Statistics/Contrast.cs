namespace TextCollapse.Metrics.Statistics;

/// <summary>One arm against another in one outcome of one metric, paired by seed.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Baseline">The arm it is compared with.</param>
/// <param name="Generation">The generation.</param>
/// <param name="Metric">The column.</param>
/// <param name="Outcome">The level at that generation, or the change since generation 0.</param>
/// <param name="Difference">Mean of arm − baseline over shared seeds, with its 95 % t-interval.</param>
/// <param name="Differences">The differences by seed, in the order of the seeds.</param>
/// <param name="Test">The sign-flip test of the differences; undefined in the family that is not tested.</param>
public sealed record Contrast(string Arm, string Baseline, int Generation, string Metric, ContrastOutcome Outcome,
    SeedInterval Difference, IReadOnlyList<double> Differences, SignFlipTest Test)
{
    /// <summary>What the p-value is adjusted for.</summary>
    public ContrastFamily Family { get; init; }

    /// <summary>p adjusted for the family: step-down max-T for the primary one, Benjamini–Hochberg for the exploratory one.</summary>
    public Measurement AdjustedP { get; init; }

    /// <summary>p adjusted by Holm; primary family only. Larger than <see cref="AdjustedP"/> if contrasts are correlated.</summary>
    public Measurement HolmP { get; init; } = Measurement.Undefined("Holm is for the primary family");

    /// <summary>The difference at generation 0, before any generated text was trained on.</summary>
    public SeedInterval Start { get; init; }

    /// <summary>The largest negligible difference, in the metric's unit; null if none is stated.</summary>
    public double? Margin { get; init; }

    /// <summary>The level of the test.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Seeds of the run that one of the two arms lacks.</summary>
    public int MissingSeeds { get; init; }

    /// <summary>Whether it was named before the data were seen.</summary>
    public bool Primary => Family == ContrastFamily.Primary;

    /// <summary>Whether the arms differ at generation 0 already: the 95 % interval of <see cref="Start"/> excludes 0.</summary>
    public bool DiffersAtStart => Start.Lower.IsDefined && (Start.Lower.Value > 0 || Start.Upper.Value < 0);

    /// <summary>The verdict, used by terminal, report and tables.</summary>
    public ContrastVerdict Verdict
    {
        get
        {
            if (!Difference.Mean.IsDefined)
                return ContrastVerdict.NotCompared;
            if (Margin is { } margin && EquivalenceTest.Of([.. Differences], margin, Alpha).Equal)
                return ContrastVerdict.Equal;
            if (Family == ContrastFamily.NotTested)
                return ContrastVerdict.NotTested;
            if (SignFlipTest.SmallestP(Test.Pairs) > Alpha)
                return ContrastVerdict.Descriptive;
            if (Differences.All(difference => difference == 0))
                return ContrastVerdict.Identical;
            if (!AdjustedP.IsDefined)
                return ContrastVerdict.NotTested;
            if (AdjustedP.Value > Alpha)
                return ContrastVerdict.NotShown;
            return Difference.Mean.Value > 0 ? ContrastVerdict.Higher : ContrastVerdict.Lower;
        }
    }

    /// <summary>
    /// Every other arm against <paramref name="baseline"/> in every metric of one generation. The primary family is the level of
    /// <paramref name="primary"/> over all arms; the exploratory one is everything else.
    /// </summary>
    public static IReadOnlyList<Contrast> Of(IReadOnlyList<GenerationRow> rows, string baseline, int generation,
        IReadOnlyCollection<string> primary)
    {
        ArmPair[] pairs = [.. rows.Select(row => row.Arm).Distinct().Where(arm => arm != baseline)
            .Select(arm => new ArmPair(arm, baseline))];
        return Of(rows, new ContrastDesign(pairs) { Metrics = [.. primary] }, generation);
    }

    /// <summary>
    /// The contrasts of a design at one generation: level and, after generation 0, change. Seeds that either side lacks, or where either
    /// value is undefined, are left out.
    /// </summary>
    public static IReadOnlyList<Contrast> Of(IReadOnlyList<GenerationRow> rows, ContrastDesign design, int generation)
    {
        var pairing = new SeedPairing(rows, generation);
        ContrastOutcome[] outcomes = generation > 0 ? [ContrastOutcome.Level, ContrastOutcome.Change] : [ContrastOutcome.Level];
        var contrasts = new List<Contrast>();
        var bySeed = new List<double[]>();
        foreach (var pair in design.Pairs.Where(pairing.HasBoth))
            foreach (var metric in pairing.Columns)
                foreach (var outcome in outcomes)
                {
                    var seeds = pairing.Differences(pair, metric, outcome);
                    double[] differences = [.. seeds.Where(difference => difference.IsDefined).Select(difference => difference.Value)];
                    var family = design.FamilyOf(pair, metric, outcome);
                    var test = family == ContrastFamily.NotTested
                        ? new SignFlipTest(differences.Length, Measurement.Undefined("it is set by the study"), 0)
                        : SignFlipTest.Of(differences);
                    bySeed.Add([.. seeds.Select(difference => difference.IsDefined ? difference.Value : 0)]);
                    contrasts.Add(new(pair.Arm, pair.Baseline, generation, metric, outcome, SeedInterval.Student(differences), differences,
                        test)
                    {
                        Family = family,
                        AdjustedP = test.P,
                        Start = pairing.Start(pair, metric),
                        Margin = family == ContrastFamily.Primary ? design.SmallestEffect : null,
                        Alpha = design.Alpha,
                        MissingSeeds = seeds.Count - differences.Length,
                    });
                }
        Adjust(contrasts, ContrastFamily.Exploratory, (p, _) => MultipleTesting.BenjaminiHochberg(p),
            (contrast, p) => contrast with { AdjustedP = p });
        Adjust(contrasts, ContrastFamily.Primary, (p, _) => MultipleTesting.Holm(p), (contrast, p) => contrast with { HolmP = p });
        Adjust(contrasts, ContrastFamily.Primary, (_, family) => StepDownMaxT.Adjust([.. family.Select(i => bySeed[i])]),
            (contrast, p) => contrast with { AdjustedP = p });
        return contrasts;
    }

    private static void Adjust(List<Contrast> contrasts, ContrastFamily family, Func<double[], int[], double[]> adjust,
        Func<Contrast, double, Contrast> with)
    {
        int[] members = [.. Enumerable.Range(0, contrasts.Count)
            .Where(i => contrasts[i].Family == family && contrasts[i].Test.P.IsDefined)];
        var adjusted = adjust([.. members.Select(i => contrasts[i].Test.P.Value)], members);
        for (var k = 0; k < members.Length; k++)
            contrasts[members[k]] = with(contrasts[members[k]], adjusted[k]);
    }
}
