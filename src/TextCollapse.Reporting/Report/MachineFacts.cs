namespace TextCollapse.Reporting.Report;

/// <summary>What ran, with which engine, on which machine, and how long.</summary>
internal static class MachineFacts
{
    /// <summary>The facts by name; null or empty if unknown.</summary>
    public static IReadOnlyList<(string Name, string? Value)> Of(ReportData data)
    {
        var machine = data.Manifest?["machine"];
        return
        [
            ("models", Distinct(data.Generations.Select(row => row.Facts.Model))),
            ("engine", Distinct(data.Chains.Select(chain => (string?)chain.Identity?["engine"]))),
            ("engines compared", EngineCost(data.Folder.PathOf(ReportFile.EngineCost))),
            ("measured by", Distinct(data.Chains.Select(chain => (string?)chain.Identity?["metrics"]))),
            ("machine", machine is null ? null
                : $"{machine["system"]}, {machine["architecture"]}, {machine["processors"]} processors, {machine["runtime"]}"),
            ("time", Time(data)),
            ("version", (string?)data.Manifest?["textcollapse"]),
        ];
    }

    private static string? EngineCost(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : null;

    private static string Distinct(IEnumerable<string?> values) => string.Join(", ", values.OfType<string>().Distinct());

    private static string Time(ReportData data)
    {
        var times = data.Chains.SelectMany(chain => chain.Times).OfType<Experiments.Generation.GenerationTimes>().ToArray();
        return times.Length == 0 ? "" : $"training {Format.Seconds(times.Sum(time => time.Training.TotalSeconds))}, "
            + $"generating {Format.Seconds(times.Sum(time => time.Writing.TotalSeconds))}, "
            + $"measuring {Format.Seconds(times.Sum(time => time.Measuring.TotalSeconds))}: "
            + "sums over chains, which may have run in parallel";
    }
}
