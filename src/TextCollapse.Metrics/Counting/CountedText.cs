using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Counting;

/// <summary>A text, sorted for comparison with other texts, and the counts of its n-grams.</summary>
/// <param name="Text">The sorted text.</param>
/// <param name="Spectra">The frequency spectra of its n-grams.</param>
public sealed record CountedText(SortedText Text, NgramSpectra Spectra)
{
    /// <summary>Sorts and counts a text; the result does not depend on the number of threads.</summary>
    public static CountedText Of(Corpus text, int threads)
    {
        var sorted = new SortedText(text, threads);
        return new(sorted, NgramSpectra.Of(sorted, threads));
    }
}
