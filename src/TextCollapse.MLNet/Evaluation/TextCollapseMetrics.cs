namespace TextCollapse.MLNet;

/// <summary>The result of <see cref="TextCollapseCatalog.Evaluate"/>. Values are NaN where there is too little text.</summary>
public sealed class TextCollapseMetrics
{
    internal TextCollapseMetrics()
    {
    }

    /// <summary>The number of documents (rows).</summary>
    public required long Documents { get; init; }

    /// <summary>Total characters (Unicode scalars) of all documents.</summary>
    public required long Characters { get; init; }

    /// <summary>exp of the mean negative log-likelihood per character; characters of probability zero are excluded.</summary>
    public required double Perplexity { get; init; }

    /// <summary>Mean negative log-likelihood in bits per character; characters of probability zero are excluded.</summary>
    public required double BitsPerCharacter { get; init; }

    /// <summary>Share of the characters to which the model gives probability zero, 0 to 1.</summary>
    public required double ZeroProbabilityShare { get; init; }

    /// <summary>
    /// distinct-n, distinct n-grams / n-grams over all documents, 0 to 1: n = 1 … 8 at index n − 1. Depends on the text size: compare texts
    /// of equal size.
    /// </summary>
    public required IReadOnlyList<double> Distinct { get; init; }

    /// <summary>Shannon entropy of the n-grams' relative frequencies in nats (plug-in): n = 1 … 8 at index n − 1.</summary>
    public required IReadOnlyList<double> Entropy { get; init; }

    /// <summary>
    /// seq-rep-n (Welleck et al. 2020): 1 − distinct n-grams / n-grams of each document, mean over the documents that have one.
    /// </summary>
    public required double SequenceRepetition { get; init; }

    /// <summary>Share of the documents that end in a loop (at least 3 copies and 12 characters), 0 to 1.</summary>
    public required double TerminalLoopShare { get; init; }

    /// <summary>
    /// Share of the characters in substrings of L characters that occur at least twice in the text (Lee et al. 2022), 0 to 1.
    /// </summary>
    public required double DuplicateCoverage { get; init; }
}
