using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace TextCollapse.Corpora;

/// <summary>
/// The real text of a study, split by document so that no training text is used for evaluation: exact duplicates of a document are removed,
/// and sampled documents come from separate streams. The alphabet is that of the training text and the reserve (for sampled text: that of
/// the distribution).
/// </summary>
public sealed record RealText
{
    /// <summary>
    /// The real text that generation 0 is trained on: exactly the requested number of characters, with the last document truncated. Every
    /// prefix is spread as evenly over the source as the whole.
    /// </summary>
    public required Corpus Training { get; init; }

    /// <summary>Further unseen real documents.</summary>
    public required Corpus Reserve { get; init; }

    /// <summary>Real text that no model is trained on: the requested number of characters, less <see cref="HeldOutOutside"/>.</summary>
    public required Corpus HeldOut { get; init; }

    /// <summary>Real text for early stopping; may be empty.</summary>
    public required Corpus Validation { get; init; }

    /// <summary>Held-out characters that are not in the alphabet and were dropped.</summary>
    public required long HeldOutOutside { get; init; }

    /// <summary>Validation characters that are not in the alphabet and were dropped.</summary>
    public required long ValidationOutside { get; init; }

    /// <summary>The number of exact duplicates of earlier documents, which were removed.</summary>
    public required int DuplicateDocuments { get; init; }

    /// <summary>Characters of the documents that were read, without duplicates.</summary>
    public required long FoundCharacters { get; init; }

    /// <summary>The alphabet of all four corpora.</summary>
    public Alphabet Alphabet => Training.Alphabet;

    /// <summary>
    /// SHA-256, in hexadecimal, of the alphabet and the training, held-out and validation text with their document boundaries. Equal for
    /// equal text.
    /// </summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Alphabet.ToString()));
        foreach (var corpus in new[] { Training, HeldOut, Validation })
        {
            hash.AppendData([0xFF]);
            foreach (var document in corpus.Documents)
            {
                hash.AppendData(MemoryMarshal.AsBytes(document.Symbols.Span));
                hash.AppendData([0xFF, 0xFF]);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads or samples the text and splits it.</summary>
    /// <exception cref="InputException">The source is missing, invalid, or shorter than requested; the message names the option to
    /// change.</exception>
    public static RealText Prepare(ITextSource source, RealTextSettings settings, CancellationToken cancellation = default)
    {
        var documents = source switch
        {
            IFoundText found => FoundSplit.Split(found, settings, cancellation),
            IDrawnText drawn => DrawnSplit.Split(drawn, settings, cancellation),
            _ => throw new ArgumentException($"{source.Name} is neither found nor drawn.", nameof(source)),
        };
        var alphabet = (source as IDrawnText)?.Alphabet ?? Alphabet.Of(documents.Training.Concat(documents.Reserve));
        var provenance = Provenance.Real(source.Name);
        return new RealText
        {
            Training = Encode(documents.Training, out _),
            Reserve = Encode(documents.Reserve, out _),
            HeldOut = Encode(documents.HeldOut, out var heldOutOutside),
            Validation = Encode(documents.Validation, out var validationOutside),
            HeldOutOutside = heldOutOutside,
            ValidationOutside = validationOutside,
            DuplicateDocuments = documents.Duplicates,
            FoundCharacters = documents.Found,
        };

        Corpus Encode(List<string> texts, out long outside)
        {
            outside = 0;
            var encoded = new List<Document>(texts.Count);
            foreach (var text in texts)
            {
                var symbols = alphabet.Encode(text, out var dropped);
                outside += dropped;
                if (symbols.Length > 0)
                    encoded.Add(new Document(symbols, provenance));
            }
            return new Corpus(alphabet, encoded);
        }
    }
}
