using System.Globalization;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Storage;
using TextCollapse.Reporting.Report;
using TextCollapse.Tests;

namespace TextCollapse.Reporting.Tests;

/// <summary>
/// A study that is read, run, stored and reported under other cultures gives the same bytes. TEXTCOLLAPSE_CULTURE sets the culture of the
/// tests themselves.
/// </summary>
public sealed class CultureTests : IClassFixture<CultureTests.InvariantRun>
{
    private readonly InvariantRun _invariant;

    public CultureTests(InvariantRun invariant) => _invariant = invariant;

    public static TheoryData<string> Names => [.. Cultures.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_and_its_report_are_the_same_bytes(string name) => Cultures.Under(name, () =>
    {
        var path = Directory.CreateTempSubdirectory("culture").FullName;
        try
        {
            Make(path);
            Same(Files(_invariant.Folder, false), Files(path, false));
            // Of the same run, because a report contains times.
            using var folder = RunFolder.Read(_invariant.Folder);
            ReportFile.Write(folder, Path.Combine(path, "again", "report.html"));
            Same(Files(Path.Combine(_invariant.Folder, "page"), true), Files(Path.Combine(path, "again"), true));
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    });

    /// <summary>Ensures that the requested culture is the one in use.</summary>
    [Fact]
    public void The_culture_that_was_asked_for_is_the_one_in_force() =>
        Assert.Equal(Environment.GetEnvironmentVariable("TEXTCOLLAPSE_CULTURE") ?? CultureInfo.CurrentCulture.Name,
            CultureInfo.CurrentCulture.Name);

    private static void Same(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.All(expected, file => Assert.Equal(file.Value, actual[file.Key]));
    }

    private static void Make(string path)
    {
        const string Study = """
            name: small
            corpus: { source: "zipf:12,1.0", train: 3_000, held_out: 400, document_length: 100 }
            model: { kind: ngram, order: 2 }
            decoding: { temperature: 0.85 }
            generations: 2
            seeds: 1-2
            arms:
              - { name: INDIGO, mixing.strategy: replace }
              - { mixing.strategy: fixed-real, mixing.real_share: 0.25 }
            """;
        using var folder = RunFolder.Open(path, StudyPlan.Of(StudyReader.Read(Study, "study.yaml")), Study);
        Assert.Empty(new StudyRun(folder, new ChainFactory(new Engines())).Run(2, 2));
        ResultFiles.Write(folder);
    }

    /// <summary>Every file by its path; for a run, without files that contain times or process information.</summary>
    private static SortedDictionary<string, string> Files(string folder, bool all) =>
        new(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(path => (Name: Path.GetRelativePath(folder, path), Path: path))
        .Where(file => all
            || (!file.Name.StartsWith("page", StringComparison.Ordinal) && Path.GetFileName(file.Name)
                is not ("times.json" or "SHA256SUMS" or "timings.csv" or "run.lock" or "chain.lock" or "model.lock" or "chain.holder")))
        .ToDictionary(file => file.Name, file => File.ReadAllText(file.Path)), StringComparer.Ordinal);

    /// <summary>The run that the others are compared with.</summary>
    public sealed class InvariantRun : IDisposable
    {
        /// <summary>Runs it.</summary>
        public InvariantRun() => Cultures.Under(CultureInfo.InvariantCulture, () =>
        {
            Make(Folder);
            using var folder = RunFolder.Read(Folder);
            ReportFile.Write(folder, Path.Combine(Folder, "page", "report.html"));
        });

        /// <summary>Its folder.</summary>
        public string Folder { get; } = Directory.CreateTempSubdirectory("invariant").FullName;

        /// <summary>Deletes it.</summary>
        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
