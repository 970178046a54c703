using static TextCollapse.Metrics.CollapseDirection;

namespace TextCollapse.Metrics;

/// <summary>Columns that a chain has beside those of a text: they need the generation's model, the first model, or what earlier generations read.</summary>
public static class GenerationMetrics
{
    /// <summary>Their definitions.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        Of("bpc_real", "bits per character", Raises, "How well does this generation's model foresee real text it never read?",
            "Σ NLL of held-out real text over characters with a probability above zero / (their number · ln 2)", "Shannon 1951"),
        Of("bpc_own", "bits per character", Lowers, "How sure is the model of its own text?", "the same of whole documents spread over the text it wrote, about as many characters as are held out but at least 20,000", "Shumailov et al. 2024"),
        Of("bpc_gen0", "bits per character", Either, "How strange is its text to the first model?", "the same characters under the model of generation 0", "Shumailov et al. 2024"),
        Of("bpc_gen0_document_10", "bits per character", Lowers, "How plain is its plainest text to the first model?",
            "10 % quantile over the same documents of their bits per character under the model of generation 0", "Shumailov et al. 2024"),
        Of("bpc_gen0_document_99", "bits per character", Raises, "How strange is its strangest?", "99 % quantile of the same", "Shumailov et al. 2024"),
        Of("bpc_train", "bits per character", Lowers, "How well does the model foresee what it was trained on?", "the same of as much of its training text; bpc_real less this is the gap", "textbook"),
        Of("perplexity_real", "characters", Raises, "Among how many characters does it choose on real text?", "2^bpc_real", "Jelinek et al. 1977"),
        Of("zero_probability_share_gen0", "share", Raises, "How much of its text does the first model hold to be impossible?", "of those characters the ones of probability zero / all", "own"),
        Of("hapax_retention_5", "share", Lowers, "Is the rarest of the real text still written?", "5-grams that occur once in the real training text and occur in the text / all that occur once", "Suresh et al. 2024"),
        Of("hapax_retention_held_out_5", "share", Lowers, "The same of real text that no generation has read: fair to chains that read new real text?", "5-grams that occur once in the held-out text and occur in the text / all that occur once", "Suresh et al. 2024"),
        Of("kl_gen0", "nats per character", Raises, "How far have its predictions moved from the first model's?", "mean KL(first‖this) of next-character distributions on the first 5,000 held-out positions", "Kullback and Leibler 1951"),
        Of("js_gen0", "nats per character", Raises, "The same, bounded?", "mean Jensen–Shannon divergence, at most ln 2", "Lin 1991"),
        Of("tv_gen0", "share", Raises, "Which share of the predicted probability stands elsewhere?", "mean total variation", "textbook"),
        Of("agreement_gen0", "share", Lowers, "How often do both expect the same character most?", "share of contexts with the same arg-max", "own"),
        Of("l1_gen0", "0 to 2", Raises, "How far are its predictions from the first model's, as Seddik et al. measured it?",
            "mean Σ |p − q| of next-character distributions over 300 of those positions, drawn at random once", "Seddik et al. 2024, §4.1"),
        Of("predictive_entropy_held_out", "bits", Lowers, "How uncertain is it of the next character of real text?", "mean Shannon entropy of its next-character distributions on the first 5,000 held-out positions", "Holtzman et al. 2020"),
        Of("copied_earlier_50", "share of characters", Raises, "How much of the text was copied from what any generation read before?", "characters in matches of 50 or more with the training text of this and every earlier generation (the oldest after 0 forgotten where they hold more than 16.8 million n-grams) / characters", "Carlini et al. 2023"),
        Of("novel_earlier_8", "share of n-grams", Lowers, "How much is new?", "8-grams absent from the training text of this and every earlier generation / 8-grams", "McCoy et al. 2023"),
        Of("novel_earlier_held_out_8", "share of n-grams", Either, "How much is new in held-out real text, which falls too as more is read?", "the same of held-out real text", "own"),
        Of("jensen_shannon_held_out_4", "nats", Raises, "How far are its 4-grams from those of real text that no generation has read?", "jensen_shannon_4 with the held-out text as reference: fair to chains that read new real text", "Lin 1991"),
        Of("prd_recall_held_out_4", "0 to 1", Lowers, "Does it cover real text that no generation has read?", "prd_recall_4 with the held-out text as reference", "Sajjadi et al. 2018"),
        Of("prd_precision_held_out_4", "0 to 1", Either, "Does it stay within real text that no generation has read?", "prd_precision_4 likewise", "Sajjadi et al. 2018"),
        Of("floor_{column}", "as the column", Either, "By how much do two real texts of this size differ in that column?", "three standard deviations, over four random halvings of the real training text, divided by √2 since halves differ √2 times as much as wholes; floor_bpc_real is of n-gram models of the halves; the same for every generation", "own"),
        Of("twin_divergence", "nats per character", Raises, "How far is the model from that of a twin chain whose real text differs in one document?", "js_gen0 between the two models of this generation; the twin has the same seed and doubles the time (study key metrics.twin)", "own"),
        Of("glyph_valid", "share of pictures", Lowers, "Of glyphs: are they pictures at all?", "blocks whose every line has twelve pixels, with at most twelve lines of ink / blocks between empty lines", "own"),
        Of("glyph_recognised", "share of pictures", Lowers, "Can they be read?", "pictures for which the nearest prototype (a digit's mean picture) and the majority of the five nearest of 1,000 drawn digits agree / blocks", "Cover and Hart 1967"),
        Of("glyph_class_balance", "0 to 1", Lowers, "Do all ten digits occur?", "exp of the entropy of the recognised digits / 10", "Hill 1973"),
        Of("glyph_stroke_variety", "ratio", Lowers, "Do pictures of one digit differ as drawn ones do?", "mean pixels between pictures of one digit / the same of drawn digits", "own"),
        Of("maze_possible", "share of trajectories", Lowers, "Of maze: does every move lead where it says?", "of the first 500 finished trajectories those that the maze allows", "own"),
        Of("maze_success", "share of trajectories", Either, "Do they arrive?", "of those the possible ones that reach the goal", "own"),
        Of("maze_moves", "moves", Either, "How long does it take them?", "mean moves of those that arrive", "own"),
        Of("maze_cells", "share of cells", Lowers, "Which part of the maze do they see?", "cells visited / cells", "own"),
        Of("maze_cells_effective", "share of cells", Lowers, "Which part do they really use?", "exp of the entropy of visits / cells", "Hill 1973"),
        Of("maze_top_way", "share", Raises, "Are they stuck in one way?", "arrivals by the most frequent way (without its loops) / arrivals", "own"),
        Of("probe_{alternatives}", "share", Either, "How often is it the first of some alternatives, as in he|she?", "whole words of the text that are the first alternative / those that are any (study key metrics.probes)", "own"),
    ];

    private static MetricDefinition Of(string id, string unit, CollapseDirection direction, string question, string definition, string source)
        => new(id, MetricGroup.Model, unit, direction, question, definition, source, "one pass; needs the chain", "hold the held-out text and the amount written constant", IntervalKind.None);
}
