namespace TextCollapse.Tests.Metrics;

internal static partial class VectorCases
{
    private static Dictionary<string, Case> StatisticsCases() => new()
    {
    };

    private static string[] StatisticsOwed =>
    [
        "ead",
        "lexical_richness_closed_form",
        "mattr_msttr",
        "mtld",
        "hdd",
        "vocd_curve",
        "zipf_coefficient",
        "heaps_law",
        "entropy_estimators",
        "nsb_entropy",
        "hill_numbers",
        "richness_and_coverage",
        "rarefied_richness",
        "ngram_divergence",
        "mauve_histogram",
        "prd",
        "knn_prdc",
        "vendi_ngram",
        "c2st_accuracy",
        "auc",
        "mann_kendall",
        "paired_sign_flip",
        "exact_bootstrap_ratio",
        "multiple_testing",
        "type_retention",
        "predictive_distribution",
        "conditional_divergence_rate",
        "half_sample_band",
    ];
}
