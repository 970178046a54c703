using TextCollapse.Metrics.Counting;
using static TextCollapse.Metrics.CollapseDirection;

namespace TextCollapse.Metrics.Diversity;

/// <summary>Diversity of n-grams, and the coverage of the sample.</summary>
public static class DiversityMetrics
{
    private const double LeastCoverage = 0.5;
    private const long CommonSize = 10_000;
    private const string EqualSize = "depends on the amount of text: compare at equal size";
    private static readonly int[] Orders = [.. Enumerable.Range(1, NgramSpectra.Orders)];

    /// <summary>Distinct n-grams over all n-grams.</summary>
    public static MetricColumn Distinct { get; } =
        Define("distinct_{n}", "share of n-grams", Lowers, "What share of the {n}-grams is distinct?", "types / n-grams, documents pooled",
            "Li et al. 2016") with
        { Label = "distinct {n}-grams" };

    /// <summary>Plug-in entropy of the n-grams, in nats.</summary>
    public static MetricColumn Entropy { get; } = Define("entropy_{n}", "nats", Lowers, "How diverse are the n-grams of this text?",
        "plug-in −Σ p ln p; biased low by (types − 1)/2N", "Shannon 1948") with
    { Label = "entropy of {n}-grams" };

    /// <summary>Hill number of order 1 of the n-grams.</summary>
    public static MetricColumn Hill1 { get; } =
        Define("hill_1_{n}", "effective types", Lowers, "How many n-grams are typically in use?", "exp of the plug-in entropy",
            "Hill 1973") with
        { Label = "effective number of {n}-grams" };

    /// <summary>Hill number of order 2 of the n-grams.</summary>
    public static MetricColumn Hill2 { get; } =
        Define("hill_2_{n}", "effective types", Lowers, "How many n-grams dominate?", "1/Σ p²", "Hill 1973") with
        { Label = "effective number of frequent {n}-grams" };

    /// <summary>The metrics, in order.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        Of(Distinct, spectrum => spectrum.TypeTokenRatio),
        Of("rarefied_distinct_{n}", "share", Lowers, "The same among 10,000 n-grams, independent of the length of the text?",
            "E[types among 10,000 drawn without replacement]/10,000", "Hurlbert 1971",
            spectrum => Rarefaction.Distinct(spectrum, CommonSize), dependsOnSize: false),
        Of("types_at_coverage_{n}", "types", Lowers, "How many n-grams make up half of the source's probability?",
            "E[types] at the sample size whose expected coverage is .5", "Chao and Jost 2012",
            spectrum => Rarefaction.TypesAtCoverage(spectrum, LeastCoverage), dependsOnSize: false),
        Of("coverage_{n}", "share", Raises, "How much of its source has the sample seen? Below .5 entropies are not reliable.",
            "1 − (f₁/N)·(N−1)f₁/((N−1)f₁ + 2f₂)", "Chao and Jost 2012", SampleCoverage.ChaoJost),
        Of(Entropy, EntropyEstimators.PlugIn),
        Of("entropy_chao_wang_jost_{n}", "nats", Lowers, "How diverse are the n-grams of its source?",
            "slope of the accumulation curve plus the unseen part", "Chao, Wang and Jost 2013", Covered(EntropyEstimators.ChaoWangJost)),
        Of("entropy_grassberger_{n}", "nats", Lowers, "The same with another correction?", "ln N − Σ n·G(n)/N, not below 0",
            "Grassberger 2003", Covered(spectrum => EntropyEstimators.Grassberger2003(spectrum).Map(entropy => Math.Max(0, entropy)))),
        Of("entropy_chao_shen_{n}", "nats", Lowers, "The same with another correction?", "coverage-adjusted Horvitz–Thompson",
            "Chao and Shen 2003", Covered(EntropyEstimators.ChaoShen)),
        Of("entropy_miller_madow_{n}", "nats", Lowers, "The same with the oldest correction? Too small below a coverage of .9.",
            "plug-in + (types − 1)/2N", "Miller 1955", Covered(EntropyEstimators.MillerMadow)),
        new(Define("entropy_nsb_{n}", "nats", Lowers, "The same if the size of the alphabet is known? With --unit byte it is 256.",
            "posterior mean under a prior that is flat in the expected entropy, over 256ⁿ n-grams; for bytes only",
            "Nemenman, Shafee and Bialek 2002") with { Orders = [1, 2],
                Validity = "with --unit byte only, since the alphabet of characters is not known; " + EqualSize },
            (subject, order) => subject.Text.Unit == TextUnit.Byte
                ? NsbEntropy.Estimate(subject.Spectra[order], order == 1 ? 1 << 8 : 1 << 16)
                : Measurement.Undefined("the size of the alphabet is not known; with --unit byte it is 256")),
        new(Define("conditional_entropy_{n}", "nats", Lowers, "How uncertain is a character given the n − 1 before it?",
            "Hₙ minus the entropy of the (n−1)-grams that begin an n-gram, plug-in", "Shannon 1951"),
            (subject, order) => BlockEntropy.Of(subject.Spectra)[order - 1].Conditional),
        Of("types_{n}", "types", Lowers, "How many different n-grams are there (Hill number of order 0)?", "number of types", "Hill 1973",
            spectrum => Seen(spectrum, spectrum.Types)),
        Of(Hill1, spectrum => HillNumbers.OfOrder(spectrum, 1)),
        Of(Hill2, spectrum => HillNumbers.OfOrder(spectrum, 2)),
        Of("hill_inf_{n}", "effective types", Lowers, "How dominant is the most frequent n-gram?", "1/max p", "Hill 1973", spectrum =>
            HillNumbers.OfOrder(spectrum, double.PositiveInfinity)),
        Of("chao1_{n}", "types", Lowers, "How many n-grams does its source have at least?", "types + f₁(f₁ − 1)/(2(f₂ + 1)), a lower bound",
            "Chao 1984", Richness.Chao1),
        new(Define("match_length_entropy_rate", "bits per character", Lowers, "How many bits would a compressor with perfect memory need?",
            "mean over i of log₂(i + 1)/Λᵢ, Λᵢ one more than the longest earlier match",
            "Kontoyiannis et al. 1998") with { Orders = [], Cost = "one suffix array, linear" }, (subject, _) =>
                subject.Matches.MeanOfRatios),
    ];

    private static MetricColumn Define(string id, string unit, CollapseDirection direction, string question, string definition,
        string source)
        => new(id, unit, direction, question, definition, source)
        {
            Group = MetricGroup.Diversity,
            Cost = "one sort of packed keys for all n, linear",
            Validity = EqualSize,
            Interval = IntervalKind.HalfSampling,
            Orders = Orders,
            DependsOnSize = true,
        };

    private static Metric Of(string id, string unit, CollapseDirection direction, string question, string definition, string source,
        Func<FrequencySpectrum, Measurement> value, bool dependsOnSize = true)
        => Of(dependsOnSize
            ? Define(id, unit, direction, question, definition, source)
            : Define(id, unit, direction, question, definition, source) with
            {
                DependsOnSize = false,
                Validity = "comparable between texts of different length; undefined if the text is too short",
            }, value);

    private static Metric Of(MetricColumn column, Func<FrequencySpectrum, Measurement> value)
        => new(column, (subject, order) => value(subject.Spectra[order]));

    private static Measurement Seen(FrequencySpectrum spectrum, double value)
        => spectrum.Tokens == 0 ? Measurement.Undefined("there is no n-gram of this order") : value;

    /// <summary>An estimate of the source's entropy is not reliable if most of the source was not seen.</summary>
    private static Func<FrequencySpectrum, Measurement> Covered(Func<FrequencySpectrum, Measurement> estimator) => spectrum =>
    {
        var coverage = SampleCoverage.ChaoJost(spectrum);
        return coverage.IsDefined && coverage.Value < LeastCoverage
            ? Measurement.Undefined(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"the sample covers {coverage.Value:0.00} of its source, less than .5"))
            : estimator(spectrum);
    };
}
