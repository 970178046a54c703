namespace TextCollapse.Metrics.Loops;

/// <summary>Duplicates of whole documents.</summary>
public static class DuplicateDocuments
{
    /// <summary>1 − different documents/documents, ignoring white space at both ends; undefined for no documents.</summary>
    public static Measurement Share(IReadOnlyList<string> documents)
    {
        var different = documents.Select(text => text.Trim()).Distinct(StringComparer.Ordinal).Count();
        return Measurement.Ratio(documents.Count - different, documents.Count, "there is no document");
    }
}
