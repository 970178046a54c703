namespace TextCollapse.Corpora;

/// <summary>A public text of the manifest as a source.</summary>
/// <param name="text">Its entry in the manifest.</param>
/// <param name="cache">The cache that stores it.</param>
internal sealed class DownloadedText(PublicText text, TextCache cache) : IFoundText
{
    /// <summary>Its entry in the manifest.</summary>
    public PublicText Text => text;

    /// <inheritdoc/>
    public string Name => text.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Read(long characters, int documentLength, CancellationToken cancellation = default)
        => new FileText(cache.Open(text), Name).Read(characters, documentLength, cancellation);
}
