using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Compatibility;

/// <summary>
/// Self-BLEU (Zhu et al. 2018): the BLEU of every document against all the others. Exact and linear: an n-gram's largest count among the
/// other documents is its largest count in any document or, for the document with that count, the second largest.
/// </summary>
internal static class SelfBleu
{
    /// <summary>The match count of a precision without matches (smoothing method 1 of Chen and Cherry 2014).</summary>
    public const double Smoothing = 0.1;

    /// <summary>
    /// BLEU of each document: uniform weights on orders 1 … <paramref name="longest"/>, counts clipped by the largest count among the
    /// others, brevity penalty by the closest length among the others (the shorter of two), 0 if no symbol matches. Null for fewer than two
    /// documents.
    /// </summary>
    public static double[]? PerDocument(IReadOnlyList<Document> documents, int longest = 4, int threads = 1)
    {
        if (documents.Count < 2)
            return null;
        var shares = new SharedNgrams[SharedNgrams.Shares];
        Parallel.For(0, shares.Length, new() { MaxDegreeOfParallelism = threads }, share => shares[share] = new(documents, longest, share));
        var lengths = documents.Select(document => document.Length).Order().ToArray();
        var scores = new double[documents.Count];
        const int Shard = 256;
        Parallel.For(0, (documents.Count + Shard - 1) / Shard, new() { MaxDegreeOfParallelism = threads }, () =>
            new SharedNgrams.Tally(), (shard, _, own) =>
        {
            for (var d = shard * Shard; d < Math.Min(documents.Count, (shard + 1) * Shard); d++)
            {
                var matches = new long[longest];
                foreach (var share in shares)
                    share.AddMatches(d, own, matches);
                scores[d] = Score(matches, documents[d].Length, Closest(lengths, documents[d].Length));
            }
            return own;
        }, _ => { });
        return scores;
    }

    /// <summary>The mean over documents; undefined for fewer than two documents.</summary>
    public static Measurement Mean(IReadOnlyList<Document> documents, int longest = 4, int threads = 1)
        => PerDocument(documents, longest, threads) is { } scores ? scores.Average()
            : Measurement.Undefined("it compares documents, and there are fewer than two");

    private static double Score(long[] matches, int length, int reference)
    {
        if (matches[0] == 0)
            return 0;
        var sum = 0.0;
        for (var n = 0; n < matches.Length; n++)
            sum += Math.Log((matches[n] == 0 ? Smoothing : matches[n]) / Math.Max(1, length - n));
        var brevity = length > reference ? 1 : Math.Exp(1 - (double)reference / length);
        return brevity * Math.Exp(sum / matches.Length);
    }

    /// <summary>
    /// The length among the others that is closest to <paramref name="own"/>, ignoring one occurrence of it, the document itself.
    /// </summary>
    private static int Closest(int[] lengths, int own)
    {
        var at = Array.BinarySearch(lengths, own);
        if ((at > 0 && lengths[at - 1] == own) || (at + 1 < lengths.Length && lengths[at + 1] == own))
            return own;
        if (at == 0)
            return lengths[1];
        return at + 1 == lengths.Length || own - lengths[at - 1] <= lengths[at + 1] - own ? lengths[at - 1] : lengths[at + 1];
    }
}
