using Microsoft.ML.Data;
using TextCollapse.Corpora;

namespace TextCollapse.MLNet;

/// <summary>The type of a column of documents as symbols (<see cref="Document"/>); the type contains their alphabet.</summary>
/// <param name="alphabet">The alphabet of the symbols.</param>
internal sealed class DocumentDataViewType(Alphabet alphabet) : StructuredDataViewType(typeof(Document))
{
    /// <summary>The alphabet of the documents.</summary>
    public Alphabet Alphabet { get; } = alphabet;

    /// <inheritdoc/>
    public override bool Equals(DataViewType? other) => other is DocumentDataViewType documents && documents.Alphabet.Equals(Alphabet);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DataViewType);

    /// <inheritdoc/>
    public override int GetHashCode() => Alphabet.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"Document<{Alphabet.Size}>");
}
