using TextCollapse.Experiments.Mitigations;
using TextCollapse.Models;
using TextCollapse.Models.Training;
using TextCollapse.Models.Training.Losses;
using TextCollapse.Options;

namespace TextCollapse.Experiments.Configuration;

/// <summary>Checks combinations of an arm's options; the range of each option is checked where it is declared.</summary>
internal static class ArmCheck
{
    /// <summary>All problems, each with the key that it is about.</summary>
    public static IEnumerable<Problem> Of(ArmOptions arm) =>
        [.. arm.Model.Check(arm.Training), .. Training(arm), .. Mitigations(arm), .. arm.Metrics.Check(), .. Decoding(arm)];

    private static IEnumerable<Problem> Training(ArmOptions arm)
    {
        if (arm.Model is not NeuralModelOptions)
            yield break;
        foreach (var problem in arm.Training.Problems())
            yield return problem;
        if (arm.Training.Patience > 0 && arm.Corpus.Validation == 0)
            yield return new Problem("training.patience",
                "early stopping needs real validation text: set corpus.validation to a few thousand characters.");
        if (arm.Training.Start == TrainingStart.Previous && arm.Keep == KeptFiles.Texts)
            yield return new Problem("keep", "'texts' deletes the models that training.start: previous begins from; use keep: all.");
    }

    private static IEnumerable<Problem> Mitigations(ArmOptions arm)
    {
        var all = arm.Mitigations.All.Select(mitigation => (Mitigation: mitigation, Kind: MitigationKinds.All.Of(mitigation))).ToArray();
        foreach (var (mitigation, kind) in all)
        {
            if (!Section.Suits(kind.Models, arm))
                yield return new Problem(Place(kind),
                    $"is for {ModelKinds.All.NamesOf(kind.Models!, "and")} models; model.kind is {ModelKinds.All.Of(arm.Model)}.");
            foreach (var problem in (mitigation as ICheckedMitigation)?.Check(arm) ?? [])
                yield return problem with { Place = $"{Place(kind)} {problem.Place}".TrimEnd() };
        }
        foreach (var twice in all.GroupBy(one => one.Kind).Where(group => group.Count() > 1 && !group.Key.IsRepeatable))
            yield return new Problem(Place(twice.Key), "is given twice.");
        if (all.Count(one => one.Mitigation is ILoss) > 1)
            yield return new Problem(StudyKeys.Mitigations, "two of them are losses; only one loss is possible.");
    }

    private static IEnumerable<Problem> Decoding(ArmOptions arm)
    {
        foreach (var problem in arm.Decoding.Validate())
            yield return problem;
        if (arm.Decoding.Prompt > arm.Corpus.DocumentLength)
            yield return new Problem("decoding.prompt", FormattableString.Invariant(
                $"is {arm.Decoding.Prompt}, longer than a document (corpus.document_length: {arm.Corpus.DocumentLength})."));
        if (arm.Decoding is { Beam: > 0, Prompt: 0 })
            yield return new Problem("decoding.beam",
                "without prompts a beam search generates the same document every time; set decoding.prompt to a few dozen characters.");
    }

    private static string Place(ComponentDescription kind) => $"{StudyKeys.Mitigations} {kind.Name}";
}
