using static TextCollapse.Metrics.CollapseDirection;

namespace TextCollapse.Metrics;

/// <summary>
/// Metrics that the library computes from counts, points or scores, and that have no column: they are redundant, or need something other
/// than a text (the size of the alphabet, a classifier, a feature space).
/// </summary>
public static class FormulaMetrics
{
    /// <summary>All formula metrics.</summary>
    public static IReadOnlyList<MetricColumn> All { get; } =
    [
        Of("entropy_grassberger_1988", MetricGroup.Diversity, "nats", Lowers, "An earlier correction of the entropy?",
            "ln N − Σ n(ψ(n) + (−1)ⁿ/(n + 1))/N", "Grassberger 1988"),
        Of("entropy_james_stein", MetricGroup.Diversity, "nats", Lowers, "The entropy with shrinkage towards uniform?",
            "plug-in of λ/K + (1 − λ)p̂", "Hausser and Strimmer 2009"),
        Of("chao1_classic", MetricGroup.Diversity, "types", Lowers, "Chao1 as first published?", "S + f₁²/(2f₂)", "Chao 1984"),
        Of("chao1_2014", MetricGroup.Diversity, "types", Lowers, "Chao1 for small samples?", "S + (n − 1)/n · f₁²/(2f₂)",
            "Chao et al. 2014"),
        Of("ace", MetricGroup.Diversity, "types", Lowers, "How many types, estimated from the coverage of the rare ones?",
            "types seen at most 10 times are rare; undefined if all of those are singletons", "Chao and Lee 1992"),
        Of("good_coverage", MetricGroup.Diversity, "share", Raises, "How much of the source was seen?", "1 − f₁/n; missing mass is f₁/n",
            "Good 1953"),
        Of("repeat_probability", MetricGroup.Diversity, "probability", Raises, "Are two observations of the same type?",
            "Σ x(x − 1)/(n(n − 1)), unbiased", "Simpson 1949"),
        Of("hill_q", MetricGroup.Diversity, "effective types", Lowers, "The effective number of any order?",
            "(Σ p^q)^(1/(1 − q)); Rényi entropy is its logarithm", "Hill 1973"),
        Of("vendi_q", MetricGroup.Diversity, "effective documents", Lowers, "The effective number of documents of any order?",
            "Hill number of the eigenvalues of K/n; rounding errors are not counted", "Pasarkar and Dieng 2024"),
        Of("kl_add_half", MetricGroup.Coverage, "nats", Raises, "The KL that stays finite?", "½ added to every count of either side",
            "Krichevsky and Trofimov 1981"),
        Of("hellinger", MetricGroup.Coverage, "0 to 1", Raises, "A distance that is a metric?", "√(½ Σ (√p − √q)²)", "Hellinger 1909"),
        Of("mauve_star", MetricGroup.Coverage, "0 to 1", Lowers, "MAUVE less sensitive to unseen types?",
            "MAUVE after adding ½ to every count", "Pillutla et al. 2023"),
        Of("frontier_integral", MetricGroup.Coverage, "0 to 1", Raises, "The area between both divergences?",
            "0 for equal, 1 for disjoint histograms", "Liu et al. 2021"),
        Of("tail_mass", MetricGroup.Coverage, "share", Lowers, "How much of the text is the reference's tail?",
            "share of types whose relative frequency in the reference is below θ", "own"),
        Of("auc", MetricGroup.Coverage, "0 to 1", Raises, "How well do scores separate both classes?", "P(positive > negative) + ½P(equal)",
            "Mann and Whitney 1947"),
        Of("ead", MetricGroup.Compatibility, "ratio", Lowers, "Distinct tokens relative to uniform draws?",
            "N/(V(1 − (1 − 1/V)^C))", "Liu et al. 2022"),
        Of("rttr, cttr, herdan, summer, dugast, maas, yule_i, herdan_vm, simpson_d", MetricGroup.Compatibility, "various", Either,
            "The other closed forms of types and tokens?", "see LexicalRichness", "Torruella and Capsada 2013"),
        Of("mtld_ten", MetricGroup.Compatibility, "tokens", Lowers, "MTLD as lexical_diversity computes it?",
            "factors of at least ten tokens; undefined if there is none", "McCarthy and Jarvis 2010"),
        Of("vocd_curve", MetricGroup.Compatibility, "share", Lowers, "The curve that vocd fits?", "2/(1 + √(1 + 2N/D))",
            "Malvern and Richards 1997"),
        Of("heaps", MetricGroup.Compatibility, "exponent", Lowers, "How fast does the vocabulary grow?", "slope of ln V(n) on ln n",
            "Heaps 1978"),
    ];

    private static MetricColumn Of(string id, MetricGroup group, string unit, CollapseDirection direction, string question,
        string definition, string source)
        => new(id, unit, direction, question, definition, source)
        {
            Group = group,
            Cost = "linear in its input",
            Validity = "undefined, with a reason, where the formula is",
        };
}
