namespace TextCollapse.Corpora;

/// <summary>The minimum and maximum number of words that each definition of a grammar derives.</summary>
internal static class GrammarSpans
{
    internal static (int[] Shortest, int[] Longest) Of(Grammar grammar)
    {
        var shortest = FixedPoint(grammar, int.MaxValue, lengths => lengths.Min());
        // Starting from zero, n rounds find every finite maximum; a length that still grows in the next n rounds is unbounded.
        var longest = FixedPoint(grammar, 0, lengths => lengths.Max());
        return (shortest, longest);
    }

    private static int[] FixedPoint(Grammar grammar, int start, Func<IEnumerable<int>, int> choose)
    {
        var lengths = Enumerable.Repeat(start, grammar.Definitions.Length).ToArray();
        for (var round = 0; round <= 2 * lengths.Length; round++)
            for (var d = 0; d < lengths.Length; d++)
            {
                var length = choose(grammar.Definitions[d].Alternatives.Select(alternative => (int)Math.Min(int.MaxValue,
                    alternative.Items.Sum(item => item.Word is not null ? 1L : lengths[item.Definition]))));
                if (length != lengths[d] && round > lengths.Length)
                    length = int.MaxValue;
                lengths[d] = length;
            }
        return lengths;
    }
}
