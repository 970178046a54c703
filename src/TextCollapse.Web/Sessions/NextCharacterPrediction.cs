using TextCollapse.Models;
using TextCollapse.Web.Measurements;

namespace TextCollapse.Web.Sessions;

/// <summary>A model's prediction of the next character.</summary>
internal static class NextCharacterPrediction
{
    /// <summary>The longest context, in characters.</summary>
    public const int MaxContext = 40;

    /// <summary>The probability of every character of the alphabet at temperature 1, in descending order.</summary>
    /// <param name="model">The model.</param>
    /// <param name="context">The beginning of a document; characters that are not in the alphabet are skipped.</param>
    public static IReadOnlyList<CharacterProbability> After(ILanguageModel model, string context)
    {
        var symbols = model.Alphabet.Encode(context.Length > MaxContext ? context[^MaxContext..] : context, out _);
        using var continuation = model.Begin(1);
        foreach (var symbol in symbols)
            continuation.Append([symbol]);
        var logits = new float[model.Alphabet.Size];
        continuation.Next(logits);
        var max = logits.Max();
        var weights = logits.Select(logit => Math.Exp(logit - (double)max)).ToArray();
        var sum = weights.Sum();
        return [.. weights.Select((weight, symbol) => new CharacterProbability(model.Alphabet.Characters[symbol].ToString(), weight / sum))
            .OrderByDescending(character => character.Probability).ThenBy(character => character.Character, StringComparer.Ordinal)];
    }
}
