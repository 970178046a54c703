using TextCollapse.Corpora;

namespace TextCollapse.Experiments.Analysis;

/// <summary>Text that people wrote, for the generations to be held against.</summary>
/// <param name="Documents">Its documents in order.</param>
internal sealed record RealDocuments(IReadOnlyList<string> Documents)
{
    /// <summary>Of a larger text so many characters at even distances are read.</summary>
    private const long Most = 60_000_000;

    /// <summary>Reads a file or folder of texts, a table or packed file, or a source of a study.</summary>
    /// <exception cref="InputException">It is missing, empty, or no text.</exception>
    public static RealDocuments Read(string name, AnalysisRequest request, CancellationToken cancellation)
    {
        var file = new ForeignFile(name, "", 0);
        if (File.Exists(name) && (file.IsTable || request.Encoding is not null || name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)))
        {
            string[] documents = [.. (file.IsTable ? Rows(file, request)
                : ForeignText.Documents(name, request.Encoding, request.DocumentLength)).Where(text => !string.IsNullOrWhiteSpace(text))];
            return documents.Length > 0 ? new(documents) : throw new InputException(name, "holds no text.");
        }
        var source = TextSource.Parse(Path.Exists(name) ? $"file:{name}" : name);
        return source is IFoundText found ? new(found.Read(Most, request.DocumentLength, cancellation))
            : throw new InputException(name, "is a distribution to sample from, not a text; give a file or a folder.");
    }

    private static IEnumerable<string> Rows(ForeignFile file, AnalysisRequest request)
    {
        ForeignColumns? columns = null;
        foreach (var row in new ForeignTable(file, request.Encoding).Rows())
        {
            columns ??= (request.Columns with { Generation = null, Arm = null, Seed = null, LogProbability = null })
                .In(file.Path, [.. row.Keys]);
            if (row.TryGetValue(columns.Text!, out var field))
                yield return ForeignText.Clean(ForeignColumns.TextOf(field)).Replace('\f', '\n');
        }
    }
}
