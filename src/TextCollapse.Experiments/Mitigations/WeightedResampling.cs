using TextCollapse.Corpora;
using TextCollapse.Randomness;

namespace TextCollapse.Experiments.Mitigations;

/// <summary>Weighted resampling of documents.</summary>
internal static class WeightedResampling
{
    /// <summary>
    /// Documents drawn with probabilities in proportion to their weights, none more often than <paramref name="most"/> times, until there
    /// are exactly <paramref name="characters"/> characters (the last one cut); fewer if all documents have reached the limit.
    /// </summary>
    /// <param name="documents">The documents.</param>
    /// <param name="logWeights">Natural logarithms of their weights up to a constant.</param>
    /// <param name="characters">Characters to draw.</param>
    /// <param name="most">The maximum repeats of a document, ≥ 1.</param>
    /// <param name="random">The random stream.</param>
    public static Corpus Draw(Corpus documents, IReadOnlyList<double> logWeights, long characters, int most, RandomStream random)
    {
        var largest = logWeights.Max();
        double[] weights = [.. logWeights.Select(log => Math.Exp(log - largest))];
        var times = new int[weights.Length];
        var drawn = new List<Document>();
        long length = 0;
        while (length < characters)
        {
            var total = weights.Sum();
            if (!(total > 0))
            {
                // The remaining weights underflow to zero, so the documents are taken in order of weight.
                var rest = Enumerable.Range(0, times.Length).Where(i => times[i] < most).OrderByDescending(i => logWeights[i]).ToArray();
                if (rest.Length == 0)
                    break;
                Take(rest[0]);
                continue;
            }
            var left = random.NextDouble() * total;
            var chosen = Array.FindLastIndex(weights, weight => weight > 0);
            for (var i = 0; i < chosen; i++)
                if ((left -= weights[i]) < 0)
                {
                    chosen = i;
                    break;
                }
            Take(chosen);
        }
        return new Corpus(documents.Alphabet, drawn).Take(characters);

        void Take(int i)
        {
            drawn.Add(documents.Documents[i]);
            length += Math.Max(1, documents.Documents[i].Length);
            if (++times[i] == most)
                weights[i] = 0;
        }
    }
}
