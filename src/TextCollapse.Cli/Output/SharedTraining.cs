using System.Globalization;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Output;

/// <summary>After a run: the training time saved because chains share generation-0 models.</summary>
internal static class SharedTraining
{
    /// <summary>The closing line, or null if every chain trained its own model.</summary>
    public static string? Sentence(RunStore records)
    {
        var begun = records.Chains.Where(chain => chain.Times.Count > 0).Select(chain => chain.Times[0]).ToArray();
        var shared = begun.Count(times => times is { Saved.Ticks: > 0 });
        var saved = begun.Sum(times => times?.Saved.TotalSeconds ?? 0);
        return shared == 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"Models of generation 0: {begun.Length - shared} trained for {Count.Of(begun.Length, "chain")}; "
                + $"sharing them saved {saved:F1} s of training.");
    }
}
