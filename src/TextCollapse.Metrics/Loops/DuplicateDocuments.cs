namespace TextCollapse.Metrics.Loops;

/// <summary>Whole documents that occur again.</summary>
public static class DuplicateDocuments
{
    /// <summary>1 − different documents/documents, white space at both ends ignored; undefined without a document.</summary>
    public static Measurement Share(IReadOnlyList<string> documents)
    {
        var different = documents.Select(text => text.Trim()).Distinct(StringComparer.Ordinal).Count();
        return Measurement.Ratio(documents.Count - different, documents.Count, "there is no document");
    }
}
