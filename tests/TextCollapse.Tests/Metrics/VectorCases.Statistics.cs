using System.Globalization;
using System.Text.Json;
using TextCollapse.Metrics.Compatibility;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.Coverage;
using TextCollapse.Metrics.Diversity;
using TextCollapse.Metrics.Model;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Randomness;

namespace TextCollapse.Tests.Metrics;

internal static partial class VectorCases
{
    private static Dictionary<string, Case> StatisticsCases() => new()
    {
        ["entropy_estimators"] = (input, _) =>
        {
            var spectrum = Spectrum(input);
            return new
            {
                mle = EntropyEstimators.PlugIn(spectrum),
                miller_madow = EntropyEstimators.MillerMadow(spectrum),
                chao_shen = EntropyEstimators.ChaoShen(spectrum),
                grassberger_2003 = EntropyEstimators.Grassberger2003(spectrum),
                grassberger_1988 = EntropyEstimators.Grassberger1988(spectrum),
                chao_wang_jost = EntropyEstimators.ChaoWangJost(spectrum),
                james_stein = EntropyEstimators.JamesStein(spectrum),
            };
        },
        ["nsb_entropy"] = (input, parameters) => new { nsb = NsbEntropy.Estimate(Spectrum(input), parameters.GetProperty("K").GetInt64()) },
        ["hill_numbers"] = (input, _) =>
        {
            var spectrum = Spectrum(input);
            return new[] { "0", "0.5", "1", "2", "3", "inf" }.ToDictionary(order => order, order => (object)HillNumbers.OfOrder(spectrum, Order(order)));
        },
        ["richness_and_coverage"] = (input, _) =>
        {
            var spectrum = Spectrum(input);
            return new
            {
                chao1_bc = Richness.Chao1(spectrum),
                chao1_classic = Richness.Chao1Classic(spectrum),
                chao1_2014 = Richness.Chao1Of2014(spectrum),
                good_coverage = SampleCoverage.Good(spectrum),
                missing_mass = SampleCoverage.MissingMass(spectrum),
                chao_jost_coverage = SampleCoverage.ChaoJost(spectrum),
                simpson_unbiased = SampleCoverage.RepeatProbability(spectrum),
                ace = Richness.Ace(spectrum),
            };
        },
        ["rarefied_richness"] = (input, parameters) =>
        {
            var size = parameters.GetProperty("m").GetInt64();
            return new { expected_types = Rarefaction.ExpectedTypes(Spectrum(input), size), distinct_at_m = Rarefaction.Distinct(Spectrum(input), size) };
        },
        ["ngram_divergence"] = (input, _) =>
        {
            var d = NgramDivergence.Between(Counts(input.GetProperty("p_counts")), Counts(input.GetProperty("q_counts")));
            return new
            {
                kl_pq = d.KlPq,
                kl_qp = d.KlQp,
                js = d.JensenShannon,
                tv = d.TotalVariation,
                hellinger = d.Hellinger,
                support_recall = d.SupportRecall,
                support_precision = d.SupportPrecision,
                mass_recall = d.MassRecall,
                mass_precision = d.MassPrecision,
                kl_pq_addhalf = d.KlPqAddHalf,
                kl_qp_addhalf = d.KlQpAddHalf,
            };
        },
        ["mauve_histogram"] = (input, parameters) =>
        {
            long[] p = Counts(input.GetProperty("p_counts")), q = Counts(input.GetProperty("q_counts"));
            double scaling = parameters.GetProperty("scaling").GetDouble();
            var points = parameters.GetProperty("points").GetInt32();
            return new
            {
                mauve = MauveHistogram.Score(p, q, 0, scaling, points),
                mauve_star = MauveHistogram.Score(p, q, 0.5, scaling, points),
                frontier_integral = MauveHistogram.FrontierIntegral(p, q),
                frontier_integral_star = MauveHistogram.FrontierIntegral(p, q, 0.5),
            };
        },
        ["prd"] = (input, parameters) =>
        {
            var curve = PrecisionRecallCurve.Between(Numbers(input.GetProperty("reference")), Numbers(input.GetProperty("evaluated")),
                parameters.GetProperty("num_angles").GetInt32());
            return new
            {
                F8_recall = curve.F8,
                F1_8_precision = curve.F8th,
                max_precision = curve.MaxPrecision,
                max_recall = curve.MaxRecall,
                value_at_slope_1 = curve.AtSlopeOne,
            };
        },
        ["knn_prdc"] = (input, parameters) =>
        {
            double[][] real = Rows(input.GetProperty("real")), fake = Rows(input.GetProperty("fake"));
            object Read(bool strict)
            {
                var read = NearestNeighbourCoverage.Between(real, fake, parameters.GetProperty("k").GetInt32(), strict);
                return new { precision = read.Precision, recall = read.Recall, density = read.Density, coverage = read.Coverage };
            }
            return new { strict = Read(true), leq = Read(false) };
        },
        ["vendi_ngram"] = (input, _) =>
        {
            var texts = input.EnumerateArray().Select(text => text.GetString()!).ToArray();
            return new
            {
                vendi_q0 = VendiScore.OfTexts(texts, 0),
                vendi_q1 = VendiScore.OfTexts(texts, 1),
                vendi_q2 = VendiScore.OfTexts(texts, 2),
                vendi_qinf = VendiScore.OfTexts(texts, double.PositiveInfinity),
            };
        },
        ["c2st_accuracy"] = (input, _) =>
        {
            var test = TwoSampleClassifierTest.Of(input.GetProperty("correct").GetInt32(), input.GetProperty("n").GetInt32());
            return new { accuracy = test.Accuracy, z = test.Z, p_one_sided_normal = test.NormalP, p_one_sided_exact = test.ExactP };
        },
        ["auc"] = (input, _) => AreaUnderRoc.Of(Numbers(input.GetProperty("positive")), Numbers(input.GetProperty("negative"))),
        ["mann_kendall"] = (input, _) =>
        {
            var read = MannKendall.Of(Numbers(input));
            return new
            {
                read.S,
                var_S = read.Variance,
                z = read.Z,
                p_normal_two_sided = read.NormalP,
                // The vectors enumerate orderings up to n = 8 and leave the rest undefined; ours is exact beyond that.
                p_exact_two_sided = input.GetArrayLength() <= 8 ? read.ExactP : Measurement.Undefined("not in the vectors"),
                tau = read.Tau,
                theil_sen_slope = read.Slope,
            };
        },
        ["paired_sign_flip"] = (input, _) => SignFlipTest.Of(Numbers(input)).P,
        ["exact_bootstrap_ratio"] = (input, _) =>
        {
            var pairs = Rows(input);
            var read = DocumentBootstrap.Exact(pairs.Select(pair => pair[0]).ToArray(), pairs.Select(pair => pair[1]).ToArray());
            return new Dictionary<string, Measurement>
            {
                ["estimate"] = read.Estimate,
                ["boot_mean"] = read.Mean,
                ["boot_sd"] = read.StandardDeviation,
                ["p2.5"] = read.Lower,
                ["p50"] = read.Median,
                ["p97.5"] = read.Upper,
            };
        },
        ["multiple_testing"] = (input, _) =>
            new { holm = MultipleTesting.Holm(Numbers(input)), bh = MultipleTesting.BenjaminiHochberg(Numbers(input)) },
        ["type_retention"] = (input, parameters) =>
        {
            long[] reference = Counts(input.GetProperty("ref")), generated = Counts(input.GetProperty("gen"));
            var (referenceTail, generatedTail) = TypeRetention.TailMass(reference, generated, parameters.GetProperty("theta").GetDouble());
            return new
            {
                band_retained_total = TypeRetention.Bands(reference, generated)
                    .ToDictionary(band => band.Band.ToString(CultureInfo.InvariantCulture), band => new[] { band.Retained, band.Total }),
                ref_tail_mass = referenceTail,
                gen_tail_mass = generatedTail,
            };
        },
        ["predictive_distribution"] = (input, _) =>
        {
            var read = PredictiveDistribution.Of(Numbers(input));
            return new Dictionary<string, double>
            {
                ["entropy_bits"] = read.EntropyBits,
                ["perplexity"] = read.Perplexity,
                ["top1"] = read.Top1,
                ["simpson"] = read.Simpson,
                ["inverse_simpson"] = read.InverseSimpson,
                ["gini"] = read.Gini,
                ["nucleus_0.9"] = read.Nucleus,
            };
        },
        ["conditional_divergence_rate"] = (input, _) =>
        {
            double[][] p = Rows(input.GetProperty("P")), q = Rows(input.GetProperty("Q"));
            var rate = ConditionalDivergenceRate.Between(p.SelectMany(row => row).ToArray(), q.SelectMany(row => row).ToArray(), p.Length == 0 ? 1 : p[0].Length);
            return new { kl_rate = rate.Kl, js_rate = rate.JensenShannon, tv_rate = rate.TotalVariation, argmax_agreement = rate.Agreement };
        },
        ["half_sample_band"] = (input, parameters) =>
        {
            var n = parameters.GetProperty("n").GetInt32();
            var texts = input.EnumerateArray().Select(text => Characters(text.GetString()!)).ToArray();
            Measurement PooledDistinct(IEnumerable<int> documents)
            {
                var spectrum = SpectrumOf(documents.SelectMany(document => Ngrams(texts[document], n)));
                return Measurement.Ratio(spectrum.Types, spectrum.Tokens, "there are no n-grams");
            }
            var band = HalfSampling.Of(texts.Length, PooledDistinct, new RandomKey(1, "vectors", 0).Stream("halves"), int.MaxValue);
            return new
            {
                full = band.Full,
                subsets = band.Subsets,
                mean = band.Mean,
                sd = band.StandardDeviation,
                min = band.Smallest,
                max = band.Largest,
                with_replacement_bootstrap_mean = Resamples.All(texts.Length).Sum(resample => resample.Probability
                    * PooledDistinct(resample.Times.SelectMany((times, document) => Enumerable.Repeat(document, times))).Value),
            };
        },
        ["ead"] = (input, _) => ExpectationAdjustedDistinct.Of(
            input.GetProperty("N").GetDouble(), input.GetProperty("V").GetDouble(), input.GetProperty("C").GetDouble()),
        ["lexical_richness_closed_form"] = (input, _) =>
        {
            var read = LexicalRichness.Of(SpectrumOf(Characters(input.GetString()!)));
            return new
            {
                ttr = read.TypeTokenRatio,
                rttr = read.Root,
                cttr = read.Corrected,
                read.Herdan,
                read.Summer,
                read.Dugast,
                read.Maas,
                yulek = read.YuleK,
                yulei = read.YuleI,
                herdanvm = read.HerdanVm,
                simpsond = read.SimpsonD,
            };
        },
        ["mattr_msttr"] = (input, parameters) =>
        {
            var window = parameters.GetProperty("window").GetInt32();
            var tokens = Characters(input.GetString()!);
            return new { mattr = MovingTypeTokenRatio.Moving(tokens, window), msttr = MovingTypeTokenRatio.Segments(tokens, window) };
        },
        ["mtld"] = (input, parameters) =>
        {
            var threshold = parameters.GetProperty("threshold").GetDouble();
            var tokens = Characters(input.GetString()!);
            return new { lexicalrichness = Mtld.AnyLength(tokens, threshold), lexical_diversity = Mtld.AtLeastTen(tokens, threshold) };
        },
        ["hdd"] = (input, parameters) =>
        {
            var draws = parameters.GetProperty("draws").GetInt32();
            var spectrum = SpectrumOf(Characters(input.GetString()!));
            return new { hdd = HypergeometricDiversity.Of(spectrum, draws), expected_types = Rarefaction.ExpectedTypes(spectrum, draws) };
        },
        ["vocd_curve"] = (input, _) => VocdCurve.TypeTokenRatio(input.GetProperty("N").GetDouble(), input.GetProperty("D").GetDouble()),
        ["zipf_coefficient"] = (input, parameters) =>
        {
            var read = ZipfCoefficient.Of(SpectrumOf(Characters(input.GetString()!)), parameters.GetProperty("N").GetInt32());
            return new { coefficient = read.Coefficient, minus_r = read.MinusCorrelation };
        },
        ["heaps_law"] = (input, parameters) =>
        {
            var grams = Ngrams(Characters(input.GetString()!), parameters.GetProperty("n").GetInt32());
            var law = HeapsLaw.Of(grams, [.. Numbers(parameters.GetProperty("checkpoints")).Select(checkpoint => (int)checkpoint)]);
            return new { points = law.Points.Select(point => new[] { point.Tokens, point.Types }), exponent = law.Exponent, law.K };
        },
    };

    private static string[] StatisticsOwed => [];

    private static double Order(string order) => order == "inf" ? double.PositiveInfinity : double.Parse(order, CultureInfo.InvariantCulture);

    private static FrequencySpectrum Spectrum(JsonElement counts) => FrequencySpectrum.OfCounts(Counts(counts));

    private static FrequencySpectrum SpectrumOf<T>(IEnumerable<T> tokens)
        => FrequencySpectrum.OfCounts(tokens.GroupBy(token => token).Select(group => (long)group.Count()));

    private static long[] Counts(JsonElement list) => [.. list.EnumerateArray().Select(count => count.GetInt64())];

    private static double[][] Rows(JsonElement table) => [.. table.EnumerateArray().Select(Numbers)];

    private static int[] Characters(string text) => [.. text.EnumerateRunes().Select(rune => rune.Value)];

    private static IEnumerable<string> Ngrams(int[] characters, int n)
        => Enumerable.Range(0, Math.Max(0, characters.Length - n + 1))
            .Select(start => string.Concat(characters.Skip(start).Take(n).Select(char.ConvertFromUtf32)));
}
