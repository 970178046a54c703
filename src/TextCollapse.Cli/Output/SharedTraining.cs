using System.Globalization;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Output;

/// <summary>After a run: what it saved that chains share the model of generation 0.</summary>
internal static class SharedTraining
{
    /// <summary>The closing line, or null where every chain trained its own.</summary>
    public static string? Sentence(RunStore records)
    {
        var begun = records.Chains.Where(chain => chain.Times.Count > 0).Select(chain => chain.Times[0]).ToArray();
        var shared = begun.Count(times => times is { Saved.Ticks: > 0 });
        var saved = begun.Sum(times => times?.Saved.TotalSeconds ?? 0);
        return shared == 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"Models of generation 0: {begun.Length - shared} trained for {Count.Of(begun.Length, "chain")}; sharing them saved {saved:F1} s of "
                + $"training.");
    }
}
