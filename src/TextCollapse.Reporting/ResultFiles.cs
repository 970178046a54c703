using TextCollapse.Experiments.Storage;

namespace TextCollapse.Reporting;

/// <summary>The result files at the top of a run's folder, made from its committed generations.</summary>
public static class ResultFiles
{
    /// <summary>Writes them all and gives their paths.</summary>
    public static IReadOnlyList<string> Write(RunFolder folder) => Write(RunStore.Read(folder));

    /// <summary>Writes them all from one snapshot and gives their paths.</summary>
    public static IReadOnlyList<string> Write(RunStore records)
    {
        var folder = records.Folder;
        (string Name, Action<RunStore, string> Write)[] files =
        [
            ("generations.csv", GenerationsCsv.Write),
            ("summary.csv", SummaryCsv.Write),
            ("contrasts.csv", ContrastsCsv.Write),
            ("diagnosis.csv", DiagnosisCsv.Write),
            ("profile.csv", ProfileCsv.Write),
            ("manifest.json", ManifestJson.Write),
            ("timings.csv", TimingsCsv.Write),
            .. ThresholdCsv.Of(records).Count > 0 ? [("threshold.csv", ThresholdCsv.Write)]
                : Array.Empty<(string, Action<RunStore, string>)>(),
        ];
        foreach (var (name, write) in files)
            write(records, folder.PathOf(name));
        ResultHashes.Write(folder.Path);
        return [.. files.Select(file => folder.PathOf(file.Name))];
    }
}
