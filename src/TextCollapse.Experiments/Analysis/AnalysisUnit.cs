namespace TextCollapse.Experiments.Analysis;

/// <summary>What the n-grams of an analysis are made of.</summary>
public enum AnalysisUnit
{
    /// <summary>Unicode scalars.</summary>
    Character,

    /// <summary>Words and punctuation marks.</summary>
    Word,
}
