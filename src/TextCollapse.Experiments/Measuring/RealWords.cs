using TextCollapse.Corpora;
using TextCollapse.Metrics;

namespace TextCollapse.Experiments.Measuring;

/// <summary>The words of the real training text, used to measure whether a generation still generates real words.</summary>
internal sealed class RealWords
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _words =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Collects the words of the real training text.</summary>
    internal RealWords(Corpus training)
    {
        foreach (var document in training.Documents)
        {
            var text = training.Alphabet.Decode(document.Symbols.Span).AsSpan();
            foreach (var word in Words(text))
                _words.Add(text[word]);
        }
    }

    /// <summary>The share of generated words that occur in the real training text.</summary>
    internal static MetricColumn Column { get; } = new("real_words", "share of words", CollapseDirection.Either,
        "How many of its words occur in the real text?",
        "words that occur in the real training text / all words; words are maximal runs of letters, ignoring case",
        "own")
    { Label = "words of the real text" };

    /// <summary>The column for a generated text.</summary>
    internal KeyValuePair<string, Measurement> Of(Corpus text)
    {
        long all = 0, real = 0;
        foreach (var document in text.Documents)
        {
            var characters = text.Alphabet.Decode(document.Symbols.Span).AsSpan();
            foreach (var word in Words(characters))
            {
                all++;
                if (_words.Contains(characters[word]))
                    real++;
            }
        }
        return Column.Is(Measurement.Ratio(real, all, "the text has no words"));
    }

    /// <summary>The ranges of the words of a text.</summary>
    internal static List<Range> Words(ReadOnlySpan<char> text)
    {
        var words = new List<Range>();
        for (var i = 0; i < text.Length; i++)
        {
            var start = i;
            while (i < text.Length && char.IsLetter(text[i]))
                i++;
            if (i > start)
                words.Add(start..i);
        }
        return words;
    }
}
