namespace TextCollapse.Cli.Output;

/// <summary>A curve in one line of block characters.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>One character per value, scaled from the least to the greatest; a dot for a value that is not finite.</summary>
    public static string Draw(IReadOnlyList<double> values, double least, double greatest) => string.Concat(values.Select(value =>
        !double.IsFinite(value) ? '·' : Blocks[greatest > least
            ? (int)Math.Round((value - least) / (greatest - least) * (Blocks.Length - 1))
            : 0]));
}
