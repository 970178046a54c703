using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Detection;

namespace TextCollapse.MLNet;

/// <summary>
/// ML.NET's logistic regression (L-BFGS) on its own normalised counts of character n-grams. It minimises the same objective as
/// <see cref="LogisticDetector"/> in single precision, so that the two agree up to rounding. For programs, and as a check of
/// <see cref="LogisticDetector"/>, which studies use.
/// </summary>
/// <param name="longest">The longest n-grams, 1 to 10.</param>
/// <param name="regularisation">The L2 regularisation strength λ.</param>
internal sealed class MLNetDetector(int longest = LogisticDetector.Longest, double regularisation = LogisticDetector.Regularisation)
    : IDetector
{
    private readonly MLContext _ml = new(seed: 1);

    /// <inheritdoc/>
    public string Name => $"LbfgsLogisticRegression of ML.NET {MLNetStatus.Here.Version}";

    /// <inheritdoc/>
    public IFittedDetector Fit(IReadOnlyList<Document> real, IReadOnlyList<Document> written)
    {
        LogisticDetector.RequireBoth(real, written);
        var data = Rows(real, false).Concat(Rows(written, true)).ToArray();
        var view = _ml.Data.LoadFromEnumerable(data);
        var features = _ml.TextCollapse()
            .DetectorFeatures(nameof(LabelledUnits.Features), nameof(LabelledUnits.Text), longest).Fit(view);
        // Without the cache, each pass of the trainer would count all n-grams again.
        var counted = _ml.Data.Cache(features.Transform(view), nameof(LabelledUnits.Features), nameof(LabelledUnits.Label));
        var trainer = _ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = nameof(LabelledUnits.Label),
            FeatureColumnName = nameof(LabelledUnits.Features),
            L1Regularization = 0,
            L2Regularization = (float)regularisation,
            OptimizationTolerance = 1e-7f,
            MaximumNumberOfIterations = 1000,
            NumberOfThreads = 1,
        });
        return new Fitted(_ml, features.Append(trainer.Fit(counted)));
    }

    private static IEnumerable<LabelledUnits> Rows(IReadOnlyList<Document> documents, bool written) =>
        documents.Select(document => new LabelledUnits { Text = UnitsOf(document), Label = written });

    /// <summary>The symbols as UTF-16 code units: ML.NET counts code units, and characters beyond the first 65,536 have two.</summary>
    private static string UnitsOf(Document document) =>
        string.Create(document.Length, document.Symbols, (units, symbols) => MemoryMarshal.Cast<ushort, char>(symbols.Span).CopyTo(units));

    private sealed class Fitted(MLContext ml, ITransformer pipeline) : IFittedDetector
    {
        public double[] Score(IReadOnlyList<Document> documents) =>
            [.. pipeline.Transform(ml.Data.LoadFromEnumerable(Rows(documents, false)))
                .GetColumn<float>("Score").Select(score => (double)score)];
    }
}

/// <summary>A document as a string of one UTF-16 code unit per character, and whether it is generated text.</summary>
internal sealed class LabelledUnits
{
    public string Text { get; set; } = "";

    public bool Label { get; set; }

    [NoColumn]
    public float[] Features { get; set; } = [];
}
