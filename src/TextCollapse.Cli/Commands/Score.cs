using System.Globalization;
using TextCollapse.Metrics.Model;

namespace TextCollapse.Cli.Commands;

/// <summary>The likelihood of a text under a model, as a sentence.</summary>
internal static class Score
{
    public static string Sentence(TextLikelihood likelihood)
        => likelihood.Possible == 0 ? TextLikelihood.Empty : string.Create(CultureInfo.InvariantCulture,
        $"{likelihood.BitsPerCharacter.Value:F4} bits per character, perplexity {likelihood.Perplexity.Value:F3}{Left(likelihood)}");

    private static string Left(TextLikelihood likelihood) => likelihood.Impossible == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
        $", {likelihood.ZeroProbabilityShare.Value:P3} of the characters have probability zero and are left out");
}
