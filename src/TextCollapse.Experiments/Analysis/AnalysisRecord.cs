using System.Text.Json;
using TextCollapse.Files;

namespace TextCollapse.Experiments.Analysis;

/// <summary><c>analysis.json</c>: what an analysis read, what it was held against, and what it noticed. A run has no such file.</summary>
/// <param name="Format">The format of the file.</param>
/// <param name="Reference">The real text, in words; that generation 0 stands for it, where there is none.</param>
/// <param name="IsReferenceReal">False where generation 0 is the reference.</param>
/// <param name="Unit">What is counted: character or word.</param>
/// <param name="Characters">Units measured of each generation.</param>
/// <param name="Generations">What was read, generation by generation.</param>
/// <param name="Notes">What was noticed, as sentences without their ends.</param>
public sealed record AnalysisRecord(string Format, string Reference, bool IsReferenceReal, string Unit, long Characters,
    IReadOnlyList<AnalysedGeneration> Generations, IReadOnlyList<string> Notes)
{
    internal const string CurrentFormat = "textcollapse-analysis/1";

    private const string FileName = "analysis.json";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A statement about real text, which is one about generation 0 where that is the reference.</summary>
    public string Restate(string statement) => IsReferenceReal ? statement
        : statement.Replace("real text", "generation 0", StringComparison.Ordinal)
            .Replace("real characters", "characters of generation 0", StringComparison.Ordinal);

    /// <summary>Whether a folder holds an analysis.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>The record of an analysis; null in the folder of a run.</summary>
    /// <exception cref="InputException">It is damaged or of another version.</exception>
    public static AnalysisRecord? Read(string folder)
    {
        if (!IsIn(folder))
            return null;
        var path = Path.Combine(folder, FileName);
        const string WayOut = "Run the analysis again.";
        try
        {
            var record = JsonSerializer.Deserialize<AnalysisRecord>(File.ReadAllBytes(path), Readable);
            FileFormat.Require(path, record?.Format, CurrentFormat, WayOut);
            return record;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"is damaged. {WayOut}");
        }
    }

    internal void Write(string folder) =>
        AtomicFile.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Readable) + "\n");
}

/// <summary>What was read of a generation.</summary>
/// <param name="Arm">Its arm.</param>
/// <param name="Seed">Its chain.</param>
/// <param name="Generation">Its number from 0.</param>
/// <param name="Files">Its files; the first ones of many.</param>
/// <param name="FileCount">How many files there are.</param>
/// <param name="Documents">Documents with text.</param>
/// <param name="Characters">Characters of them.</param>
/// <param name="Empty">Documents without text.</param>
public sealed record AnalysedGeneration(string Arm, long Seed, int Generation, IReadOnlyList<string> Files, int FileCount, long Documents,
    long Characters, long Empty);
