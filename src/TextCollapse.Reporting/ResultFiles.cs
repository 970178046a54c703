using TextCollapse.Experiments.Storage;

namespace TextCollapse.Reporting;

/// <summary>The result files in a run's folder, written from its committed generations.</summary>
public static class ResultFiles
{
    /// <summary>Writes all files and returns their paths.</summary>
    public static IReadOnlyList<string> Write(RunFolder folder) => Write(RunStore.Read(folder));

    /// <summary>Writes all files from one snapshot and returns their paths.</summary>
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
