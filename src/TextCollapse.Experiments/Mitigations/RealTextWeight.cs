using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// Weights real text with w and generated text with 1 − w, independent of their sizes. For equal sizes and fresh real text in every
/// generation the optimal weight is 1/φ ≈ 0.618 (He, Xu and Cheng 2025).
/// </summary>
/// <param name="Weight">w, 0 to 1.</param>
/// <param name="Whole">
/// True: every document is repeated a whole number of times, using the pair of numbers up to 21 that comes closest to the weight; the text
/// becomes longer. False: the number of characters is unchanged; real documents are repeated and generated ones left out, or vice versa.
/// </param>
[Component("golden-weight",
    "real text is given this weight and generated text the rest, independent of their sizes",
    Paper = "He, Xu and Cheng 2025")]
public sealed record RealTextWeight(
    [property: Option("the weight of real text", Min = 0, Max = 1)] double Weight = 0.618,
    [property: Option("repeat every document a whole number of times, which trains on more characters; otherwise keep their number")]
        bool Whole = false) : ICurator, ICheckedMitigation
{
    private const int MostRepeats = 21;

    /// <inheritdoc/>
    public Corpus Curate(Corpus corpus, TransformContext context)
    {
        var (real, written) = (corpus.Only(real: true), corpus.Only(real: false));
        if (real.Characters == 0 || written.Characters == 0)
            return corpus;
        if (!Whole)
        {
            var share = (long)Math.Round(Weight * corpus.Characters);
            return real.To(share).Append(written.To(corpus.Characters - share));
        }
        var (ofReal, ofWritten) = Repeats(real.Characters, written.Characters);
        return real.To(ofReal * real.Characters).Append(written.To(ofWritten * written.Characters));
    }

    private (int Real, int Generated) Repeats(long real, long written) => (
        from a in Enumerable.Range(1, MostRepeats)
        from b in Enumerable.Range(1, MostRepeats)
        orderby Math.Abs((double)a * real / (a * real + b * written) - Weight), a + b
        select (a, b)).First();

    /// <inheritdoc/>
    public IEnumerable<Problem> Check(ArmOptions arm) => Requirement.MixedText(arm);
}
