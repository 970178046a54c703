namespace TextCollapse.Models.Ngram;

/// <summary>How an n-gram model gives probability to unseen n-grams.</summary>
public enum NgramSmoothing
{
    /// <summary>
    /// <c>maximum-likelihood</c>: relative frequencies, probability zero for unseen characters. An unseen context is shortened from the
    /// left until it was seen. At order 1 it is exactly counts / n: over generations, the Wright–Fisher process.
    /// </summary>
    MaximumLikelihood,

    /// <summary><c>add-alpha</c> (Lidstone): (count + α) / (total + αV) in the full context; uniform after an unseen context.</summary>
    AddAlpha,

    /// <summary>
    /// <c>witten-bell</c>: interpolated down to the uniform distribution; a context seen n times with T distinct successors has the weight
    /// n / (n + T). Source: Witten and Bell 1991, method C; in the interpolated form of Chen and Goodman 1998, eq. 16–17.
    /// </summary>
    WittenBell,

    /// <summary>
    /// <c>kneser-ney</c>: interpolated modified Kneser–Ney down to the uniform distribution, with three discounts for every length. Source:
    /// Chen and Goodman 1998, eq. 26–27; n-grams at the start of a document keep their raw counts, as in Heafield et al. 2013.
    /// </summary>
    KneserNey,
}
