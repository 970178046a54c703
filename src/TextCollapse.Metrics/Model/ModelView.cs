using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Models;

namespace TextCollapse.Metrics.Model;

/// <summary>A model's predictions of a text: the likelihood of every character, and the concentration of its distributions.</summary>
public sealed class ModelView
{
    /// <summary>Full distributions are evaluated for this many characters, starting with the first document.</summary>
    public const int Contexts = 20_000;

    /// <summary>If a larger share of the characters is outside the model's alphabet, the rest does not represent the text.</summary>
    public const double MostOutside = 0.1;

    private readonly Lazy<Expectation> _expectation;

    /// <summary>A text and the model that scores it.</summary>
    public ModelView(MeasuredText text, ILanguageModel model, int threads)
    {
        var documents = Encode(text, model.Alphabet, out var outside);
        Outside = outside;
        Nll = model.Score(documents, threads);
        Likelihood = new(Nll);
        for (var d = 0; d < documents.Count; d++)
            for (var t = 0; t < Nll[d].Length; t++)
                if (!double.IsPositiveInfinity(Nll[d][t]))
                    BytesCharged += model.Alphabet.Characters[documents[d].Symbols.Span[t]].Utf8SequenceLength;
        Characters = documents.Sum(document => (long)document.Length) + outside;
        _expectation = new(() => Expectation.Of(model, documents));
    }

    /// <summary>Negative log-likelihoods in nats by document.</summary>
    public double[][] Nll { get; }

    /// <summary>The likelihoods, summed.</summary>
    public TextLikelihood Likelihood { get; }

    /// <summary>The number of characters outside the model's alphabet; they are left out.</summary>
    public long Outside { get; }

    /// <summary>UTF-8 bytes of the characters included in the likelihood: in the model's alphabet and with a probability above 0.</summary>
    public long BytesCharged { get; }

    /// <summary>All characters of the text, including those outside the alphabet.</summary>
    public long Characters { get; }

    /// <summary>Why the model cannot score the text: too much of it is outside the alphabet. Null if it can.</summary>
    public string? Refused => Outside <= MostOutside * Characters ? null : string.Create(CultureInfo.InvariantCulture,
        $"{100.0 * Outside / Characters:0} % of the characters are not in the model's alphabet, more than a tenth");

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
