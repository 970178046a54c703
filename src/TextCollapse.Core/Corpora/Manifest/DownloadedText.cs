namespace TextCollapse.Corpora;

/// <summary>A text of the manifest, by its name.</summary>
/// <param name="text">Its entry.</param>
/// <param name="cache">Where it is kept.</param>
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
