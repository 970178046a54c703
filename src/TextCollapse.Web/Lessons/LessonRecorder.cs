using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Web.Measurements;
using TextCollapse.Web.Sessions;

namespace TextCollapse.Web.Lessons;

/// <summary>Records a lesson, such as the one that the page shows initially.</summary>
public static class LessonRecorder
{
    private const int CharactersPerContext = 14, ExcerptsPerGeneration = 2, Digits = 4;

    /// <summary>Trains a lesson to its last generation and returns the file with its results and predictions.</summary>
    public static byte[] Record(LessonSettings settings, Engines engines, Pipelines pipelines, int threads, CancellationToken cancellation)
    {
        using var lesson = Lesson.Create(settings, engines, pipelines, new UploadedTexts(), cancellation);
        while (lesson.Generation < settings.Generations)
            lesson.TrainGeneration(threads, new NoProgress(), (_, _) => { }, cancellation);
        return RecordedLesson.Write(LessonResults.Empty(settings) with
        {
            Words = lesson.Words,
            Arms = [.. lesson.Chains.Select((chain, arm) => new ArmResults(chain.Arm.Key, chain.Arm.Title,
                [.. Enumerable.Range(0, settings.Generations + 1).Select(generation => Results(lesson, arm, generation))]))],
        });
    }

    /// <summary>The results of a generation without the digits and excerpts that the page does not show.</summary>
    private static GenerationResults Results(Lesson lesson, int arm, int generation)
    {
        var results = lesson.Results(arm, generation);
        return results with
        {
            Metrics = results.Metrics.ToDictionary(metric => metric.Key, metric => Math.Round(metric.Value, Digits)),
            Excerpts = [.. results.Excerpts.Take(ExcerptsPerGeneration)],
            Predictions = RecordedLesson.Contexts.ToDictionary(
                context => context, context => Predictions(lesson, arm, generation, context)),
        };
    }

    private static IReadOnlyList<CharacterProbability> Predictions(Lesson lesson, int arm, int generation, string context) =>
    [
        .. NextCharacterPrediction.After(lesson.Model(arm, generation), context).Take(CharactersPerContext)
            .Select(character => character with { Probability = Math.Round(character.Probability, Digits) }),
    ];

    private sealed class NoProgress : IProgress<ChainProgress>
    {
        public void Report(ChainProgress value)
        {
        }
    }
}
