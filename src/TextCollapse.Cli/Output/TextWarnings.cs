using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Metrics.Counting;
using TextCollapse.Models;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Output;

/// <summary>Warnings about a real text that was split, and about models that learned too little from it.</summary>
internal static class TextWarnings
{
    /// <summary>Above this share the loss on held-out text is visibly too low.</summary>
    private const double MaxOverlap = 0.05;

    /// <summary>A model that needs more than this share of what character frequencies need has learned next to nothing.</summary>
    private const double Learned = 0.98;

    /// <summary>
    /// A warning if a model predicts held-out text no better than character frequencies do; otherwise null. What its chain shows is then
    /// not collapse.
    /// </summary>
    /// <param name="bits">Its bits per character on held-out text.</param>
    /// <param name="text">The text.</param>
    /// <param name="what">Whose training it is.</param>
    public static string? TooShort(double bits, RealText text, string what)
    {
        var frequencies = CountedText.Of(text.HeldOut, threads: 1).Spectra[1].PlugInEntropy.Value / Math.Log(2);
        return bits < Learned * frequencies ? null : string.Create(CultureInfo.InvariantCulture,
            $"Warning: {what} predicts real text with {bits:F2} bits per character; the frequencies of the characters alone need ")
            + string.Create(CultureInfo.InvariantCulture, $"{frequencies:F2}. The training is too short (training.steps, ")
            + "training.learning_rate): there is next to nothing that a chain could lose.";
    }

    /// <summary>The models of generation 0 of a run that have learned next to nothing, one sentence for each text and training.</summary>
    public static IEnumerable<string> TooShort(RunStore records)
    {
        var texts = new RealTexts(TextSource.Parse);
        return records.Chains.Where(chain => chain.Arm.Options.Model is NeuralModelOptions && chain.Facts.Count > 0
                && TextSource.Parse(chain.Arm.Options.Corpus.Source) is IFoundText)
            .DistinctBy(chain => chain.Arm.Id)
            .Select(chain => (chain.Arm, chain.Seed, Bits: records.Rows.First(row =>
                row.Arm == chain.Arm.Id && row.Seed == chain.Seed && row.Generation == 0)[GenerationMeter.BpcReal.Id]))
            .Where(chain => chain.Bits.IsDefined)
            .Select(chain => Of(chain.Arm, chain.Seed, chain.Bits.Value)).OfType<string>();

        string? Of(Arm arm, long seed, double bits)
        {
            try
            {
                return TooShort(bits, texts.Of(arm, seed, default).Text, $"generation 0 of {arm.Id}");
            }
            catch (InputException)
            {
                // The results of a finished run can be shown without its text.
                return null;
            }
        }
    }

    /// <summary>A warning if held-out text also occurs in the training text, for example because of duplicates; otherwise null.</summary>
    public static string? Overlap(RealText text) => TextOverlap.Share(text.HeldOut, text.Training) is > MaxOverlap and var share
        ? string.Create(CultureInfo.InvariantCulture,
            $"Warning: {100 * share:0} % of the held-out text also occurs in the training text (passages of {TextOverlap.Passage} ")
            + "characters), so the held-out loss is too low. Remove duplicate passages from the text."
        : null;
}
