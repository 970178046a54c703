using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Randomness;

namespace TextCollapse.Metrics.Model;

/// <summary>
/// The drift of a model's predictions from those of the first model of its chain, evaluated on the same contexts: the first
/// <see cref="Contexts"/> positions of some documents. The first model is evaluated once.
/// </summary>
public sealed class FirstModelDrift
{
    /// <summary>The maximum number of positions.</summary>
    public const int Contexts = 5_000;

    /// <summary>The number of them that are drawn for <c>l1_gen0</c>, as in the protocol of Seddik et al. 2024, §4.1.</summary>
    public const int RandomContexts = 300;

    private static readonly MetricColumn Kl = new("kl_gen0", "nats per character", CollapseDirection.Raises,
        "How far have its predictions drifted from the first model's?",
        "mean KL(first‖this) of next-character distributions on the first 5,000 held-out positions; infinite (inf) if this model gives "
            + "probability zero to a character that the first one allows",
        "Kullback and Leibler 1951")
    { Label = "KL divergence from the first model" };

    private static readonly MetricColumn TotalVariation = new("tv_gen0", "share", CollapseDirection.Raises,
        "What share of the predicted probability has moved since the first model?", "mean total variation over the same positions",
        "textbook")
    { Label = "total variation from the first model" };

    private static readonly MetricColumn Agreement = new("agreement_gen0", "share", CollapseDirection.Lowers,
        "How often do both models have the same most likely character?", "share of those positions with the same arg-max", "own")
    { Label = "agreement with the first model" };

    private static readonly MetricColumn L1 = new("l1_gen0", "0 to 2", CollapseDirection.Raises,
        "How far are its predictions from the first model's, as Seddik et al. measured it?",
        "mean Σ |p − q| of next-character distributions over 300 of those positions, drawn at random once", "Seddik et al. 2024, §4.1")
    { Label = "L1 distance from the first model" };

    private static readonly MetricColumn PredictiveEntropy = new("predictive_entropy_held_out", "bits", CollapseDirection.Lowers,
        "How uncertain is it about the next character of real text?",
        "mean Shannon entropy of its next-character distributions on the same positions",
        "Holtzman et al. 2020")
    { Label = "predictive entropy on held-out real text" };

    private readonly List<ReadOnlyMemory<ushort>> _contexts = [];
    private readonly List<int> _starts = [];
    private readonly int _count;
    private readonly ILanguageModel _first;
    private readonly int _symbols;
    private double[]? _before;

    /// <summary>The divergence of the two models' predictions, bounded and symmetric.</summary>
    public static MetricColumn JensenShannon { get; } = new("js_gen0", "nats per character", CollapseDirection.Raises,
        "How far have its predictions drifted, on a bounded scale?", "mean Jensen–Shannon divergence over the same positions, at most ln 2",
        "Lin 1991")
    { Label = "Jensen–Shannon divergence from the first model" };

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<MetricColumn> Declared { get; } = [Kl, JensenShannon, TotalVariation, Agreement, L1, PredictiveEntropy];

    /// <summary>Evaluates <paramref name="first"/>, whose predictions are compared with.</summary>
    public FirstModelDrift(ILanguageModel first, IReadOnlyList<Document> documents)
    {
        (_first, _symbols) = (first, first.Alphabet.Size);
        for (var d = 0; d < documents.Count && _count < Contexts; d++)
        {
            _starts.Add(_count);
            _contexts.Add(documents[d].Symbols[..Math.Min(documents[d].Length, Contexts - _count)]);
            _count += _contexts[d].Length;
        }
    }

    /// <summary>
    /// The values of <see cref="Declared"/> for a later model of the chain. Both models have the same alphabet. The result does not depend
    /// on <paramref name="threads"/>.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, Measurement>> Columns(ILanguageModel model, int threads = 1)
    {
        var (now, nats) = Read(model, threads);
        var moved = !ReferenceEquals(model, _first);
        _before ??= moved ? Read(_first, threads).Probabilities : now;
        var rates = new ConditionalDivergenceRate[_contexts.Count];
        Parallel.For(0, rates.Length, new() { MaxDegreeOfParallelism = threads },
            d => rates[d] = moved ? ConditionalDivergenceRate.Between(Rows(_before, d), Rows(now, d), _symbols) : new(0, 0, 0, 1));
        double kl = 0, js = 0, tv = 0, agreement = 0;
        for (var d = 0; d < rates.Length; d++)
            if (_contexts[d].Length is > 0 and var length)
                (kl, js, tv, agreement) = (kl + rates[d].Kl.Value * length, js + rates[d].JensenShannon.Value * length,
                    tv + rates[d].TotalVariation.Value * length, agreement + rates[d].Agreement.Value * length);
        return
        [
            Kl.Is(Mean(kl, _count)), JensenShannon.Is(Mean(js, _count)), TotalVariation.Is(Mean(tv, _count)),
            Agreement.Is(Mean(agreement, _count)),
            L1.Is(Distance(_before, now)), PredictiveEntropy.Is(Mean(nats / Math.Log(2), _count)),
        ];
    }

    private static Measurement Mean(double sum, int contexts) => Measurement.Ratio(sum, contexts, "there is no context to predict from");

    /// <summary>The rows of a document in a table of all documents.</summary>
    private Span<T> Rows<T>(T[] table, int document) => table.AsSpan(_starts[document] * _symbols, _contexts[document].Length * _symbols);

    /// <summary>Mean Σ |p − q| over randomly drawn contexts, the same for every generation.</summary>
    private Measurement Distance(double[] before, double[] now)
    {
        var all = new int[_count];
        for (var context = 0; context < all.Length; context++)
            all[context] = context;
        var random = new RandomKey(0, "contexts", 0).Stream("l1");
        random.Shuffle<int>(all);
        var drawn = all.AsSpan(0, Math.Min(all.Length, RandomContexts));
        var sum = 0.0;
        foreach (var context in drawn)
            for (var i = context * _symbols; i < (context + 1) * _symbols; i++)
                sum += Math.Abs(before[i] - now[i]);
        return Mean(sum, drawn.Length);
    }

    /// <summary>[contexts, symbols] probabilities, where each row sums to 1, and the sum of the entropies of all rows.</summary>
    private (double[] Probabilities, double Nats) Read(ILanguageModel model, int threads)
    {
        var probabilities = new double[_count * _symbols];
        var entropies = new double[_contexts.Count];
        Parallel.For(0, entropies.Length, new() { MaxDegreeOfParallelism = threads }, d =>
        {
            var logarithms = new float[_contexts[d].Length * _symbols];
            model.Predict(_contexts[d].Span, logarithms);
            entropies[d] = Normalise(logarithms, Rows(probabilities, d));
        });
        var nats = 0.0;
        foreach (var entropy in entropies)
            nats += entropy;
        return (probabilities, nats);
    }

    /// <summary>Turns single-precision logarithms into probabilities; returns the sum of the entropies of all rows, in nats.</summary>
    private double Normalise(ReadOnlySpan<float> logarithms, Span<double> probabilities)
    {
        var nats = 0.0;
        for (var row = 0; row < logarithms.Length; row += _symbols)
        {
            var sum = 0.0;
            for (var i = row; i < row + _symbols; i++)
                sum += probabilities[i] = Math.Exp(logarithms[i]);
            for (var i = row; i < row + _symbols; i++)
            {
                probabilities[i] /= sum;
                nats -= probabilities[i] > 0 ? probabilities[i] * logarithms[i] : 0;
            }
        }
        return nats;
    }
}
