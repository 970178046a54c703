using TextCollapse.Metrics.FailureModes;

namespace TextCollapse.Studies;

/// <summary>What one setting says about another: rules that a single key's range cannot hold.</summary>
internal static class CellRules
{
    public static IEnumerable<Problem> Check(Cell cell)
    {
        var s = cell.Settings;
        if (s["model.kind"] == "transformer" && s.Int("model.width") % s.Int("model.heads") != 0)
            yield return new Problem("model.heads", $"{s["model.heads"]} heads do not divide a width of {s["model.width"]}.");
        if (s["model.kind"] == "transformer" && s.Int("training.sequence") < 2)
            yield return new Problem("training.sequence", "is what a transformer sees at once; at least 2.");
        if (s["model.kind"] == "gru" && s.Int("model.layers") > 3)
            yield return new Problem("model.layers", $"is {s["model.layers"]}; a GRU has 1 to 3.");
        if (s.Applies("training.steps") && s.Real("training.minimum_learning_rate") > s.Real("training.learning_rate"))
            yield return new Problem("training.minimum_learning_rate", "is above training.learning_rate, from which the schedule comes down to it.");
        if (s.Applies("training.patience") && s.Int("training.patience") > 0 && s.Int("corpus.validation") == 0)
            yield return new Problem("training.patience", "early stopping needs real validation text: set corpus.validation to some thousands of characters.");
        if (s.Applies("training.start") && s["training.start"] == "previous" && s["keep"] == "texts")
            yield return new Problem("keep", "'texts' throws the models away that training.start: previous begins from; use keep: all.");
        foreach (var problem in ChainFactory.Countermeasures(s).Check(s))
            yield return problem;
        if (s["metrics.detector"] == "nas-bert")
            yield return new Problem("metrics.detector", Pipelines.NoNasBert);
        foreach (var problem in Probes(s["metrics.probes"]))
            yield return problem;
        foreach (var problem in ChainFactory.Decoding(s).Validate())
            yield return problem;
        if (s.Int("decoding.beam") > 0 && s.Int("decoding.prompt") == 0)
            yield return new Problem("decoding.beam", "without prompts a beam search writes the same document every time; set decoding.prompt to some tens of characters.");
    }

    private static IEnumerable<Problem> Probes(string probes)
    {
        try
        {
            UsageProbe.ParseAll(probes);
            return [];
        }
        catch (InputException e)
        {
            return e.Problems.Select(problem => problem with { Place = "metrics.probes" });
        }
    }
}
