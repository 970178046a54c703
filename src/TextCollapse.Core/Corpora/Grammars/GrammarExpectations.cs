using MathNet.Numerics.LinearAlgebra;

namespace TextCollapse.Corpora;

/// <summary>
/// Exact expectations under a grammar. With M[a, b] the expected number of b in one rewriting of a, expectations per derivation solve (I −
/// M) x = v, where v is the contribution of one rewriting. The expected uses in a story solve the transposed system (Booth and Thompson
/// 1973; for the entropy Soule 1974).
/// </summary>
internal sealed class GrammarExpectations
{
    internal GrammarExpectations(Grammar grammar)
    {
        var definitions = grammar.Definitions;
        var count = definitions.Length;
        var system = Matrix<double>.Build.DenseIdentity(count);
        var entropy = Vector<double>.Build.Dense(count);
        var characters = Vector<double>.Build.Dense(count);
        for (var d = 0; d < count; d++)
            foreach (var (probability, items) in definitions[d].Alternatives)
            {
                entropy[d] -= probability * Math.Log(probability);
                foreach (var item in items)
                    if (item.Word is { } word)
                        characters[d] += probability * (TextLength.Of(word) + (GrammarText.IsMark(word) ? 0 : 1));
                    else
                        system[d, item.Definition] -= probability;
            }
        var solver = system.LU();
        Rewritings = [.. solver.Solve(Vector<double>.Build.Dense(count, 1))];
        Entropy = [.. solver.Solve(entropy)];
        Characters = [.. solver.Solve(characters)];
        var start = Vector<double>.Build.Dense(count);
        start[0] = 1;
        Count = [.. system.Transpose().LU().Solve(start)];

        var words = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var d = 0; d < count; d++)
            foreach (var (probability, items) in definitions[d].Alternatives)
                foreach (var item in items)
                    if (item.Word is { } word)
                        words[word] = words.GetValueOrDefault(word) + Count[d] * probability;
        var all = words.Values.Sum();
        Words = words.ToDictionary(pair => pair.Key, pair => pair.Value / all, StringComparer.Ordinal);
    }

    /// <summary>True if every derivation has a finite expected number of rewritings.</summary>
    internal bool AreFinite => Rewritings.All(value => value is >= 1 - 1e-9 and < 1e9);

    /// <summary>Expected number of rewritings in the derivation of each definition.</summary>
    internal double[] Rewritings { get; }

    /// <summary>The entropy of the derivation of each definition, nats.</summary>
    internal double[] Entropy { get; }

    /// <summary>Expected characters of each definition, including the space before each word.</summary>
    internal double[] Characters { get; }

    /// <summary>Expected number of uses of each definition in a story.</summary>
    internal double[] Count { get; }

    /// <summary>The relative frequency of each word.</summary>
    internal Dictionary<string, double> Words { get; }
}
