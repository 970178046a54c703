using System.Collections.Concurrent;
using TextCollapse.Corpora;
using TextCollapse.Models;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Studies.Countermeasures;

/// <summary>The columns that a chain's meter gives, before anything runs: the meter itself is asked, with a text of a few words, so that no list can fall behind it.</summary>
internal static class MeasuredColumns
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<string>> Known = new(StringComparer.Ordinal);

    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<string> Of(Settings settings) =>
        Known.GetOrAdd($"{settings.Int("corpus.validation") > 0} {settings["metrics.detector"] != "none"} {settings["metrics.probes"]}", _ => Ask(settings));

    private static IReadOnlyList<string> Ask(Settings settings)
    {
        var real = RealText.Prepare(new ZipfText(4, 1), new RealTextSettings { Train = 400, HeldOut = 400, Validation = settings.Int("corpus.validation") > 0 ? 100 : 0, DocumentLength = 40, Seed = 1 });
        var model = new NgramTrainer(new NgramSettings { Order = 2 }).Train(new TrainingTask { Corpus = real.Training, Validation = real.Validation, Random = new(1, "columns", 0), Threads = 1 }).Model;
        var alike = settings.With("metrics.pipeline", "library").With("metrics.detector", settings["metrics.detector"] == "none" ? "none" : "logistic");
        return [.. new Pipelines().Meter(alike, real).Measure(new(0, real.Training, model, model, real.Training, real, 1)).Select(column => column.Key)];
    }
}
