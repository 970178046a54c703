using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Models;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Output;

/// <summary>Warnings about a real text after splitting.</summary>
internal static class TextWarnings
{
    /// <summary>Above this share the loss on held-out text is visibly too low.</summary>
    private const double MaxOverlap = 0.05;

    /// <summary>A warning if held-out text also occurs in the training text, for example because of duplicates; otherwise null.</summary>
    public static string? Overlap(RealText text) => TextOverlap.Share(text.HeldOut, text.Training) is > MaxOverlap and var share
        ? string.Create(CultureInfo.InvariantCulture,
            $"Warning: {100 * share:0} % of the held-out text also occurs in the training text (passages of {TextOverlap.Passage} ")
            + "characters), so the held-out loss is too low. Remove duplicate passages from the text."
        : null;
}
