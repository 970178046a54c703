using TextCollapse.Metrics;

namespace TextCollapse.Experiments.Analysis;

/// <summary>What only an analysis of texts made elsewhere measures: nothing is known there but the text.</summary>
public static class AnalysisColumns
{
    /// <summary>Loss of a model of the real text on the generated text.</summary>
    public static MetricColumn BpcReference { get; } = new("bpc_reference", "bits per character", CollapseDirection.Either,
        "How well does an n-gram model of the real text predict the generated text?",
        "Σ NLL of whole documents spread over the text under a Witten–Bell 5-gram model of the real training text / their characters",
        "own")
    { Label = "loss of a model of the real text on the text" };

    /// <summary>The plainest tenth of the documents.</summary>
    public static MetricColumn Plainest { get; } = new("bpc_reference_document_10", "bits per character", CollapseDirection.Lowers,
        "How plain is the plainest text to the model of the real text?", "10 % quantile over the same documents", "Shumailov et al. 2024")
    { Label = "loss of a model of the real text on the plainest documents" };

    /// <summary>The strangest hundredth of the documents.</summary>
    public static MetricColumn Strangest { get; } = new("bpc_reference_document_99", "bits per character", CollapseDirection.Raises,
        "How strange is the strangest text to the model of the real text?", "99 % quantile over the same documents",
        "Shumailov et al. 2024")
    { Label = "loss of a model of the real text on the strangest documents" };

    /// <summary>Loss on held-out real text of a model trained on the generated text.</summary>
    public static MetricColumn BpcSuccessor { get; } = new("bpc_successor", "bits per character", CollapseDirection.Raises,
        "How well does an n-gram model that is trained on the generated text predict real text?",
        "Σ NLL of held-out real text under a Witten–Bell 5-gram model of the generated text / its characters", "own")
    { Label = "loss on held-out real text of a model trained on the text" };

    /// <summary>Text that stands in the real text.</summary>
    public static MetricColumn CopiedReal { get; } = new("copied_real_50", "share of characters", CollapseDirection.Either,
        "How much of the text was copied from the real text?", "characters in matches of 50 or more with the real text / characters",
        "Carlini et al. 2023")
    { Label = "text copied from the real text" };

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<MetricColumn> Declared { get; } = [BpcReference, Plainest, Strangest, BpcSuccessor, CopiedReal];
}
