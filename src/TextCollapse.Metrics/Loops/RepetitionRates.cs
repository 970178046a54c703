using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Loops;

/// <summary>The repetition rates of the literature, on the symbols of documents.</summary>
public static class RepetitionRates
{
    /// <summary>
    /// seq-rep-n (Welleck et al. 2020): 1 − types/n-grams of each document, averaged over the documents that have an n-gram; undefined if
    /// none has.
    /// </summary>
    public static Measurement SequenceRepetition(IReadOnlyList<Document> documents, int order, int threads = 1)
    {
        var having = documents.Where(document => document.Length >= order).ToArray();
        var rates = new double[having.Length];
        Parallel.For(0, rates.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
            rates[i] = 1 - (double)DocumentNgrams.Types(having[i].Symbols.Span, order) / (having[i].Length - order + 1));
        return Measurement.Ratio(rates.Sum(), rates.Length, $"no document has {order} symbols");
    }

    /// <summary>
    /// rep-n (Su et al. 2022, SimCTG), a share 0 to 1: 1 − (types of each document, summed)/(n-grams of each document, summed). Every
    /// n-gram counts, including the last one, and nothing is rounded.
    /// </summary>
    public static Measurement Repetition(IReadOnlyList<Document> documents, int order)
    {
        long types = 0, ngrams = 0;
        foreach (var document in documents)
        {
            types += DocumentNgrams.Types(document.Symbols.Span, order);
            ngrams += Math.Max(0, document.Length - order + 1);
        }
        return Measurement.Ratio(ngrams - types, ngrams, $"no document has {order} symbols");
    }

    /// <summary>diversity (Su et al. 2022): the product over n = 2, 3, 4 of 1 − rep-n; undefined if a rep-n is.</summary>
    public static Measurement Diversity(IReadOnlyList<Document> documents)
    {
        var product = 1.0;
        for (var order = 2; order <= 4; order++)
        {
            var repetition = Repetition(documents, order);
            if (!repetition.IsDefined)
                return repetition;
            product *= 1 - repetition.Value;
        }
        return product;
    }

    /// <summary>
    /// rep-w (Fu et al. 2021): the share of the symbols that occur among the <paramref name="window"/> symbols before them.
    /// </summary>
    public static Measurement WindowRepetition(IReadOnlyList<Document> documents, int window = 16)
    {
        long repeated = 0, all = 0;
        foreach (var document in documents)
        {
            all += document.Length;
            var symbols = document.Symbols.Span;
            for (var i = 0; i < symbols.Length; i++)
                if (symbols[Math.Max(0, i - window)..i].Contains(symbols[i]))
                    repeated++;
        }
        return Measurement.Ratio(repeated, all, "the text is empty");
    }

    /// <summary>
    /// rep-r (Fu et al. 2021): the share of the positions that belong to a bigram which occurs again in the same document.
    /// </summary>
    public static Measurement RepeatedBigramShare(IReadOnlyList<Document> documents)
    {
        long repeated = 0, all = 0;
        foreach (var document in documents)
        {
            all += document.Length;
            var counts = DocumentNgrams.Counts(document.Symbols.Span, 2);
            for (var i = 0; i < document.Length; i++)
                if ((i > 0 && counts[i - 1] > 1) || (i < counts.Length && counts[i] > 1))
                    repeated++;
        }
        return Measurement.Ratio(repeated, all, "the text is empty");
    }

    /// <summary>
    /// seq-rep pooled (Fu et al. 2021): 1 − types/n-grams with the orders 1 … <paramref name="longest"/> pooled within each document,
    /// summed over documents.
    /// </summary>
    public static Measurement PooledRepetition(IReadOnlyList<Document> documents, int longest = 4)
    {
        long types = 0, ngrams = 0;
        foreach (var document in documents)
            for (var order = 1; order <= longest; order++)
            {
                types += DocumentNgrams.Types(document.Symbols.Span, order);
                ngrams += Math.Max(0, document.Length - order + 1);
            }
        return Measurement.Ratio(ngrams - types, ngrams, "the text is empty");
    }
}
