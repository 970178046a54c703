namespace TextCollapse.Reporting.Figures;

/// <summary>Positions for labels that have preferred positions and must not overlap.</summary>
internal static class Stacking
{
    /// <summary>
    /// Positions as close to the preferred ones as possible, in the same order, at least <paramref name="apart"/> from each other, between
    /// <paramref name="top"/> and <paramref name="bottom"/> if they fit.
    /// </summary>
    public static double[] Place(IReadOnlyList<double> preferred, double apart, double top, double bottom)
    {
        var order = Enumerable.Range(0, preferred.Count).OrderBy(i => preferred[i]).ToArray();
        var places = new double[preferred.Count];
        // Neighbours that would overlap are merged into a block, centred at the mean of its preferred positions.
        var blocks = new List<(double Sum, int Count)>();
        double Start((double Sum, int Count) block)
        {
            var height = (block.Count - 1) * apart;
            return Math.Max(top, Math.Min(bottom - height, block.Sum / block.Count - height / 2));
        }
        foreach (var i in order)
        {
            blocks.Add((preferred[i], 1));
            while (blocks.Count > 1 && Start(blocks[^2]) + blocks[^2].Count * apart > Start(blocks[^1]))
            {
                var merged = (blocks[^2].Sum + blocks[^1].Sum, blocks[^2].Count + blocks[^1].Count);
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add(merged);
            }
        }
        var next = 0;
        foreach (var block in blocks)
            for (var k = 0; k < block.Count; k++)
                places[order[next++]] = Start(block) + k * apart;
        return places;
    }
}
