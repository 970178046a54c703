using TextCollapse.Corpora;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Configuration;

/// <summary>The section <c>corpus</c>: the real text and its division into parts.</summary>
public sealed record CorpusOptions
{
    /// <summary>Where real text comes from; see <see cref="TextSource"/>.</summary>
    [Option("where real text comes from: one of 'corpus list'")]
    public string Source { get; init; } = "dotnet-docs";

    /// <summary>Characters that generation 0 is trained on, and every generation generates: the budget.</summary>
    [Option("characters of real text that generation 0 is trained on: the budget B of every later generation", Min = 1, Max = int.MaxValue)]
    public int Train { get; init; } = 400_000;

    /// <summary>Characters that every generation is measured on and none is trained on.</summary>
    [Option("characters of real text that every generation is measured on and none is trained on", Min = 1, Max = int.MaxValue)]
    public int HeldOut { get; init; } = 50_000;

    /// <summary>Characters for early stopping and acceptance rules; 0 for none.</summary>
    [Option("characters of real text kept for early stopping", Min = 0, Max = int.MaxValue)]
    public int Validation { get; init; }

    /// <summary>The approximate length of a document in characters; exact for generated documents.</summary>
    [Option("approximate length of a document in characters; exact for generated documents", Min = 1, Max = 1_000_000)]
    public int DocumentLength { get; init; } = 2000;

    /// <summary>How held-out documents are selected.</summary>
    [Option("how held-out documents are selected: spread over the whole text, differently for each seed; or its tail, the same for "
        + "all seeds")]
    public TextSplit Split { get; init; }

    /// <summary>The real text of a chain.</summary>
    /// <param name="seed">Determines which documents are drawn.</param>
    /// <param name="reserve">Characters of further unseen real text; null for all that is left.</param>
    public RealTextSettings RealText(long seed, long? reserve) => new()
    {
        Train = Train,
        HeldOut = HeldOut,
        Validation = Validation,
        Reserve = reserve,
        DocumentLength = DocumentLength,
        Split = Split,
        Seed = seed,
    };
}
