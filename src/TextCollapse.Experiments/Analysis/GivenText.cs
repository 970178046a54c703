using TextCollapse.Corpora;

namespace TextCollapse.Experiments.Analysis;

/// <summary>Documents that were read already, as a source of real text.</summary>
/// <param name="name">The name of the source.</param>
/// <param name="documents">The documents in order.</param>
internal sealed class GivenText(string name, IReadOnlyList<string> documents) : IFoundText
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Read(long characters, int documentLength, CancellationToken cancellation = default) => documents;
}
