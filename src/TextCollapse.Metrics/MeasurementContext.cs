using TextCollapse.Corpora;
using TextCollapse.Metrics.Counting;
using TextCollapse.Metrics.LongRange;
using TextCollapse.Metrics.Loops;
using TextCollapse.Metrics.Model;
using TextCollapse.Models;

namespace TextCollapse.Metrics;

/// <summary>The text to measure, with lazily computed data shared by several metrics.</summary>
public sealed class MeasurementContext
{
    private readonly Lazy<NgramSpectra> _spectra;
    private readonly Lazy<RepeatedSubstrings> _repeats;
    private readonly Lazy<MatchLengths> _matches;
    private readonly Lazy<JointSpectra> _joint;
    private readonly Lazy<Copying> _copying;
    private readonly Lazy<int[][]> _words;
    private readonly Lazy<FrequencySpectrum> _wordSpectrum;
    private readonly Lazy<string?> _withoutWords;
    private readonly Lazy<ModelView> _view;

    /// <summary>A text, a reference to compare it with, and a model to score it; reference and model may be null.</summary>
    public MeasurementContext(MeasuredText text, MeasuredText? reference, ILanguageModel? model, int threads)
    {
        (Text, Reference, Model, Threads) = (text, reference, model, threads);
        _spectra = new(() => NgramSpectra.Of(Documents, threads));
        _repeats = new(() => RepeatedSubstrings.Of(Documents, threads));
        _matches = new(() => Repeats.MatchLengths(threads));
        _joint = new(() => JointSpectra.Of(Reference!.Documents, Documents, threads));
        _copying = new(() => Loops.Copying.Of(Documents, Reference!.Documents, threads));
        _words = new(() => Compatibility.Words.Number(text.Strings.Select(Compatibility.Words.Split)));
        _wordSpectrum = new(() =>
            FrequencySpectrum.OfCounts(_words.Value.SelectMany(words => words).CountBy(word => word).Select(pair => (long)pair.Value)));
        _withoutWords = new(() => Compatibility.Words.Missing(text.Strings));
        _view = new(() => new ModelView(text, Model!, threads));
    }

    /// <summary>The text that is measured.</summary>
    public MeasuredText Text { get; }

    /// <summary>The real text that it is compared with; null for none.</summary>
    public MeasuredText? Reference { get; }

    /// <summary>The model that scores it; null for none.</summary>
    public ILanguageModel? Model { get; }

    /// <summary>Threads to use.</summary>
    public int Threads { get; }

    /// <summary>The documents of the text.</summary>
    public IReadOnlyList<Document> Documents => Text.Documents;

    /// <summary>Frequency spectra of its n-grams, computed on first use.</summary>
    public NgramSpectra Spectra => _spectra.Value;

    /// <summary>Its repeated substrings, computed on first use.</summary>
    public RepeatedSubstrings Repeats => _repeats.Value;

    /// <summary>Its match lengths, computed on first use.</summary>
    public MatchLengths Matches => _matches.Value;

    /// <summary>Needs a reference.</summary>
    public JointSpectra Joint => _joint.Value;

    /// <summary>Needs a reference.</summary>
    public Copying Copying => _copying.Value;

    /// <summary>Words of each document, numbered.</summary>
    public int[][] Words => _words.Value;

    /// <summary>Why metrics of words are not applicable; null if they are.</summary>
    internal string? WithoutWords => _withoutWords.Value;

    /// <summary>Frequency spectrum of its words.</summary>
    public FrequencySpectrum WordSpectrum => _wordSpectrum.Value;

    /// <summary>Needs a model.</summary>
    public ModelView View => _view.Value;

    /// <summary>A subset of the documents with the same reference and model.</summary>
    public MeasurementContext Part(IReadOnlyList<int> documents) => new(Text.Part(documents), Reference, Model, Threads);

    /// <summary>At most <paramref name="most"/> documents, spread evenly, for metrics that compare all pairs.</summary>
    public IReadOnlyList<string> Spread(int most)
    {
        var count = Math.Min(most, Documents.Count);
        return Text.Part([.. Enumerable.Range(0, count).Select(k => (int)((long)k * Documents.Count / count))]).Strings;
    }
}
