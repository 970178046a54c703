namespace TextCollapse.Reporting.Figures;

/// <summary>Places for labels that would like to stand somewhere and must not overlap.</summary>
internal static class Stacking
{
    /// <summary>
    /// Places as near to the wishes as may be, in the same order from above, at least <paramref name="apart"/> from each other, between the
    /// ends if they fit.
    /// </summary>
    public static double[] Place(IReadOnlyList<double> wishes, double apart, double top, double bottom)
    {
        var order = Enumerable.Range(0, wishes.Count).OrderBy(i => wishes[i]).ToArray();
        var places = new double[wishes.Count];
        // Neighbours that would overlap are joined in a block that stands at the mean of its wishes.
        var blocks = new List<(double Sum, int Count)>();
        double Start((double Sum, int Count) block)
        {
            var height = (block.Count - 1) * apart;
            return Math.Max(top, Math.Min(bottom - height, block.Sum / block.Count - height / 2));
        }
        foreach (var i in order)
        {
            blocks.Add((wishes[i], 1));
            while (blocks.Count > 1 && Start(blocks[^2]) + blocks[^2].Count * apart > Start(blocks[^1]))
            {
                var joined = (blocks[^2].Sum + blocks[^1].Sum, blocks[^2].Count + blocks[^1].Count);
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add(joined);
            }
        }
        var next = 0;
        foreach (var block in blocks)
            for (var k = 0; k < block.Count; k++)
                places[order[next++]] = Start(block) + k * apart;
        return places;
    }
}
