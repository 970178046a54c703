namespace TextCollapse.Corpora;

/// <summary>The fewest and most words that each definition of a grammar can become.</summary>
internal static class GrammarSpans
{
    internal static (int[] Shortest, int[] Longest) Of(Grammar grammar)
    {
        var shortest = Fixed(grammar, int.MaxValue, lengths => lengths.Min());
        // From zero upwards n rounds find every finite maximum; what still grows in the next n has none.
        var longest = Fixed(grammar, 0, lengths => lengths.Max());
        return (shortest, longest);
    }

    private static int[] Fixed(Grammar grammar, int start, Func<IEnumerable<int>, int> choose)
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
