using TextCollapse.Corpora;

namespace TextCollapse.Metrics.Detection;

/// <summary>Learns to tell real documents from written ones. Deterministic: the same documents give the same scores.</summary>
public interface IDetector
{
    /// <summary>What it is, for people and for the manifest.</summary>
    string Name { get; }

    /// <summary>Learns from documents of both kinds over one alphabet.</summary>
    /// <exception cref="InputException">One kind has no document with a character.</exception>
    IFittedDetector Fit(IReadOnlyList<Document> real, IReadOnlyList<Document> written);
}

/// <summary>A detector that has learned; safe for one thread at a time.</summary>
public interface IFittedDetector
{
    /// <summary>The log-odds of each document that a model wrote it: above 0 where written is likelier.</summary>
    double[] Score(IReadOnlyList<Document> documents);
}
