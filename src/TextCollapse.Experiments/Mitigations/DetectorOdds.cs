using TextCollapse.Corpora;
using TextCollapse.Metrics.Detection;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>
/// How sure a detector is of documents that it did not learn from: learned twice, each half of the documents scored by what learned from
/// the other.
/// </summary>
internal static class DetectorOdds
{
    private const int Folds = 2;

    /// <summary>
    /// The log-odds of every document that a model wrote it, from a detector of written text and the real text that generation 0 read.
    /// </summary>
    public static double[] Of(Corpus corpus, TransformContext context, IDetector? detector = null)
    {
        detector ??= new LogisticDetector();
        var real = context.Real.Training.Documents;
        // A real document that is also in the corpus is scored by the half that has not seen it; equal memory is the same document.
        var places = new Dictionary<ReadOnlyMemory<ushort>, int>();
        for (var i = 0; i < real.Count; i++)
            places[real[i].Symbols] = i % Folds;
        int[] folds = [.. corpus.Documents.Select((document, i) => places.TryGetValue(document.Symbols, out var fold) ? fold : i % Folds)];
        var odds = new double[corpus.Documents.Count];
        for (var fold = 0; fold < Folds; fold++)
        {
            Document[] written = [.. corpus.Documents.Where((document, i) => folds[i] != fold && !document.Provenance.IsReal)];
            if (written.Length == 0)
                continue;
            int[] held = [.. Enumerable.Range(0, folds.Length).Where(i => folds[i] == fold)];
            var scores = detector.Fit([.. real.Where((_, i) => i % Folds != fold)], written).Score([.. held
                .Select(i => corpus.Documents[i])]);
            for (var i = 0; i < held.Length; i++)
                odds[held[i]] = scores[i];
        }
        return odds;
    }
}
