using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Models;

namespace TextCollapse.Cli.Commands;

/// <summary>What a model says of a text, in all.</summary>
/// <param name="Characters">Characters scored.</param>
/// <param name="Impossible">Those of probability zero; they are left out of <paramref name="Nats"/>.</param>
/// <param name="Nats">The sum of the negative log-likelihoods of the others.</param>
internal sealed record Score(long Characters, long Impossible, double Nats)
{
    public double BitsPerCharacter => Nats / (Characters - Impossible) / Math.Log(2);

    public double Perplexity => Math.Exp(Nats / (Characters - Impossible));

    public static Score Of(ILanguageModel model, IReadOnlyList<Document> documents, int threads)
    {
        var all = model.Score(documents, threads).SelectMany(document => document).ToArray();
        return new(all.Length, all.Count(double.IsPositiveInfinity), all.Where(nll => !double.IsPositiveInfinity(nll)).Sum());
    }

    public override string ToString() => Characters == Impossible ? "no character has a probability above zero" : string.Create(CultureInfo.InvariantCulture,
        $"{BitsPerCharacter:F4} bits per character, perplexity {Perplexity:F3}{(Impossible == 0 ? "" : $", {(double)Impossible / Characters:P3} of the characters have probability zero and are left out")}");
}
