using System.Globalization;
using TextCollapse.Corpora;

namespace TextCollapse.Cli.Output;

/// <summary>What to beware of in a real text that was split.</summary>
internal static class TextWarnings
{
    /// <summary>Above this share the loss on held-out text is visibly too low.</summary>
    private const double MostOverlap = 0.05;

    /// <summary>Held-out text that stands in the training text as well, as where a text holds another one twice; else null.</summary>
    public static string? Overlap(RealText text) => TextOverlap.Share(text.HeldOut, text.Training) is > MostOverlap and var share
        ? string.Create(CultureInfo.InvariantCulture,
            $"Warning: {100 * share:0} % of the held-out text stands word for word in the training text (passages of {TextOverlap.Passage} ")
            + "characters), so that the loss on it is too low. Remove what the text holds twice."
        : null;
}
