using TextCollapse.Corpora;

namespace TextCollapse.Models.Ngram;

/// <summary>
/// A reference implementation with plain dictionaries and the published formulas. Slow; the fast models are tested against it. An n-gram is
/// a string whose chars are symbols.
/// </summary>
internal sealed class NgramReference
{
    private readonly NgramOptions _settings;
    private readonly int _alphabet;
    private readonly Dictionary<string, long> _counts = [];
    private readonly Dictionary<int, double[]> _discounts = [];

    internal NgramReference(Corpus corpus, NgramOptions settings)
    {
        (_settings, _alphabet) = (settings, corpus.Alphabet.Size);
        var left = new Dictionary<string, HashSet<char>>();
        foreach (var document in corpus.Documents)
        {
            var text = Padding + string.Concat(document.Symbols.ToArray().Select(symbol => (char)symbol));
            for (var end = settings.Order; end <= text.Length; end++)
                for (var length = 1; length <= settings.Order; length++)
                {
                    var gram = text[(end - length)..end];
                    _counts[gram] = _counts.GetValueOrDefault(gram) + 1;
                    if (length < settings.Order)
                        (left.TryGetValue(gram, out var before) ? before : left[gram] = []).Add(text[end - length - 1]);
                }
        }
        if (settings.Smoothing != NgramSmoothing.KneserNey)
            return;
        foreach (var (gram, before) in left)
            if (gram[0] != _alphabet)
                _counts[gram] = before.Count;
        foreach (var length in Enumerable.Range(1, settings.Order))
            _discounts[length] = Discounts([.. _counts.Where(entry => entry.Key.Length == length).Select(entry => entry.Value)]);
    }

    /// <summary>p(symbol | the document so far).</summary>
    internal double Probability(ReadOnlySpan<ushort> before, int symbol)
    {
        var context = Padding;
        foreach (var character in before)
            context += (char)character;
        return Probability(context[(context.Length - _settings.Order + 1)..], (char)symbol);
    }

    private string Padding => new((char)_alphabet, _settings.Order - 1);

    private double Probability(string context, char symbol)
    {
        var successors = Enumerable.Range(0, _alphabet).Select(next => _counts.GetValueOrDefault(context + (char)next)).ToArray();
        double count = successors[symbol], total = successors.Sum(), types = successors.Count(seen => seen > 0);
        double Shorter() => context.Length == 0 ? 1.0 / _alphabet : Probability(context[1..], symbol);
        if (_settings.Smoothing == NgramSmoothing.AddAlpha)
            return (count + _settings.Alpha) / (total + _settings.Alpha * _alphabet);
        if (total == 0)
            return Shorter();
        if (_settings.Smoothing == NgramSmoothing.MaximumLikelihood)
            return count / total;
        if (_settings.Smoothing == NgramSmoothing.WittenBell)
            return (count + types * Shorter()) / (total + types);
        var discounts = _discounts[context.Length + 1];
        double Discount(long seen) => seen == 0 ? 0 : discounts[Math.Min(seen, 3) - 1];
        return (count - Discount((long)count) + successors.Sum(Discount) * Shorter()) / total;
    }

    private static double[] Discounts(long[] counts)
    {
        var n = Enumerable.Range(0, 5).Select(j => (double)counts.Count(count => count == j)).ToArray();
        var y = n[1] / (n[1] + 2 * n[2]);
        double[] discounts = [1 - 2 * y * n[2] / n[1], 2 - 3 * y * n[3] / n[2], 3 - 4 * y * n[4] / n[3]];
        var usable = n[1..].All(number => number > 0) && discounts.Index().All(d => d.Item >= 0 && d.Item <= d.Index + 1);
        return usable ? discounts : [0.5, 1, 1.5];
    }
}
