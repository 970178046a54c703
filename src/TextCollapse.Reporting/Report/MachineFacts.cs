using System.Text.Json.Nodes;
using TextCollapse.Chains;

namespace TextCollapse.Reporting.Report;

/// <summary>What ran and on what.</summary>
internal static class MachineFacts
{
    public static IEnumerable<(string Name, string? Value)> Of(RunResults results)
    {
        var machine = results.Manifest?["machine"];
        var chains = results.Arms.SelectMany(arm => results.Folder.Plan.Seeds.Select(seed => ChainRecord.Identity(results.Folder.Chain(arm, seed)))).OfType<JsonNode>().ToArray();
        return
        [
            ("models", Distinct(results.Generations.Select(row => row.Facts.Model))),
            ("engine", Distinct(chains.Select(chain => (string?)chain["engine"]))),
            ("measured by", Distinct(chains.Select(chain => (string?)chain["metrics"]))),
            ("machine", machine is null ? null : $"{machine["system"]}, {machine["architecture"]}, {machine["processors"]} processors, {machine["runtime"]}"),
            ("time of all chains", Time(results)),
            ("version", (string?)results.Manifest?["textcollapse"]),
        ];
    }

    private static string Distinct(IEnumerable<string?> values) => string.Join(", ", values.OfType<string>().Distinct());

    private static string Time(RunResults results)
    {
        var times = results.Generations.Select(row => new GenerationFolder(results.Folder.Chain(results.Arm(row.Cell), row.Seed), row.Facts.Generation).Times()).OfType<GenerationTimes>().ToArray();
        return times.Length == 0 ? "" : $"training {Seconds(times.Sum(time => time.Training.TotalSeconds))}, writing {Seconds(times.Sum(time => time.Writing.TotalSeconds))}, measuring {Seconds(times.Sum(time => time.Measuring.TotalSeconds))}, added up over chains that may have run side by side";
    }

    private static string Seconds(double seconds) => seconds < 10 ? $"{Html.Number(seconds, "F1")} s" : seconds < 120 ? $"{Html.Number(seconds, "F0")} s" : seconds < 7200 ? $"{Html.Number(seconds / 60, "F0")} min" : $"{Html.Number(seconds / 3600, "F1")} h";
}
