using System.Collections.Concurrent;
using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Studies;

/// <summary>
/// The columns that a chain's meter gives, before anything runs: the meter itself is asked, with a text of a few words, so that no list can
/// fall behind it.
/// </summary>
internal static class MeasuredColumns
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<string>> Known = new(StringComparer.Ordinal);

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<string> Of(ArmOptions arm) =>
        Known.GetOrAdd($"{arm.Corpus.Validation > 0} {arm.Metrics.Detector != "none"} {arm.Metrics.Probes}", _ => Ask(arm));

    private static IReadOnlyList<string> Ask(ArmOptions arm)
    {
        var real = RealText.Prepare(new ZipfText(4, 1), new RealTextSettings
        {
            Train = 400,
            HeldOut = 400,
            Validation = arm.Corpus.Validation > 0 ? 100 : 0,
            DocumentLength = 40,
            Seed = 1,
        });
        var task = new TrainingTask { Corpus = real.Training, Validation = real.Validation, Random = new(1, "columns", 0), Threads = 1 };
        var model = new NgramTrainer(new NgramSettings { Order = 2 }).Train(task).Model;
        var detector = arm.Metrics.Detector == "none" ? "none" : "logistic";
        var alike = arm with { Metrics = arm.Metrics with { Pipeline = "library", Detector = detector } };
        return [.. new Pipelines().Meter(alike, real).Measure(new(0, real.Training, model, model, real.Training, real, 1))
            .Select(column => column.Key)];
    }
}
