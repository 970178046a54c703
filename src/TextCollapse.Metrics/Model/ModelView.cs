using TextCollapse.Corpora;
using TextCollapse.Models;

namespace TextCollapse.Metrics.Model;

/// <summary>A model's predictions of a text: the likelihood of every character, and the concentration of its distributions.</summary>
public sealed class ModelView
{
    /// <summary>Full distributions are evaluated for this many characters, starting with the first document.</summary>
    public const int Contexts = 20_000;

    private readonly Lazy<Expectation> _expectation;

    /// <summary>A text and the model that scores it.</summary>
    public ModelView(MeasuredText text, ILanguageModel model, int threads)
    {
        var documents = Encode(text, model.Alphabet, out var outside);
        Outside = outside;
        Nll = model.Score(documents, threads);
        Likelihood = new(Nll);
        Bytes = text.Strings.Sum(one => (long)System.Text.Encoding.UTF8.GetByteCount(one));
        _expectation = new(() => Expectation.Of(model, documents));
    }

    /// <summary>Negative log-likelihoods in nats by document.</summary>
    public double[][] Nll { get; }

    /// <summary>The likelihoods, summed.</summary>
    public TextLikelihood Likelihood { get; }

    /// <summary>The number of characters outside the model's alphabet; they are left out.</summary>
    public long Outside { get; }

    /// <summary>UTF-8 bytes of the text.</summary>
    public long Bytes { get; }

    /// <summary>Statistics of the next-character distributions.</summary>
    public Expectation Expected => _expectation.Value;

    private static IReadOnlyList<Document> Encode(MeasuredText text, Alphabet alphabet, out long outside)
    {
        outside = 0;
        if (text.Alphabet?.Equals(alphabet) == true)
            return text.Documents;
        var documents = new List<Document>();
        foreach (var one in text.Strings)
        {
            documents.Add(new Document(alphabet.Encode(one, out var left), default));
            outside += left;
        }
        return documents;
    }
}
