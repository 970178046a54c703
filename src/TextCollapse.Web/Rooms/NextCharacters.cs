using TextCollapse.Models;

namespace TextCollapse.Web.Rooms;

/// <summary>What a model expects after a context.</summary>
public static class NextCharacters
{
    /// <summary>Characters of the longest context.</summary>
    public const int LongestContext = 40;

    /// <summary>All characters with their probabilities in the model's own distribution (no temperature), the likeliest first.</summary>
    /// <param name="model">The model.</param>
    /// <param name="context">How a document begins; characters that the real text does not have are left out.</param>
    public static IReadOnlyList<CharacterChance> After(ILanguageModel model, string context)
    {
        var symbols = model.Alphabet.Encode(context.Length > LongestContext ? context[^LongestContext..] : context, out _);
        using var continuation = model.Begin(1);
        foreach (var symbol in symbols)
            continuation.Append([symbol]);
        var logits = new float[model.Alphabet.Size];
        continuation.Next(logits);
        var most = logits.Max();
        var weights = logits.Select(logit => Math.Exp(logit - (double)most)).ToArray();
        var total = weights.Sum();
        return [.. weights.Select((weight, symbol) => new CharacterChance(model.Alphabet.Characters[symbol].ToString(), weight / total)).OrderByDescending(chance => chance.Probability).ThenBy(chance => chance.Character, StringComparer.Ordinal)];
    }
}
