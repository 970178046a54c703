namespace TextCollapse.Tests.Metrics;

internal static partial class VectorCases
{
    private static Dictionary<string, Case> TextCases() => new()
    {
    };

    private static string[] TextOwed =>
    [
        "perplexity",
        "bits_per_byte",
        "distinct_n",
        "hapax_ratio",
        "unit_of_text",
        "seq_rep_n",
        "simctg_rep_diversity",
        "rep_w_rep_r",
        "rep_l_wrep_l",
        "repetition_count",
        "terminal_loop",
        "minimal_period",
        "longest_repeated_substring",
        "duplicate_coverage",
        "memorization",
        "duplicate_document_fraction",
        "lz78",
        "lz76",
        "match_length_entropy_rate",
        "block_entropy",
        "self_bleu",
        "self_bleu_brevity",
        "self_repetition",
        "gopher_repetition",
        "compression_ratio",
        "taylor_exponent",
        "burstiness",
        "homogenization_rouge_l",
        "ngram_diversity_sum",
        "texygen_unique_gram",
    ];
}
