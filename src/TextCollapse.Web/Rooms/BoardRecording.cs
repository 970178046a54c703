using TextCollapse.Chains;
using TextCollapse.Studies;
using TextCollapse.Web.Lessons;

namespace TextCollapse.Web.Rooms;

/// <summary>Makes the recorded run that the page opens with: a lesson like any other, trained to its end.</summary>
public static class BoardRecording
{
    private const int Characters = 14;

    /// <summary>Trains a lesson and keeps what the page shows of it, with what its models expect after the contexts of <see cref="BoardFile.Contexts"/>.</summary>
    public static Board Train(LessonSettings settings, Engines engines, Pipelines pipelines, int threads, CancellationToken cancellation)
    {
        using var lesson = Lesson.Begin(settings, engines, pipelines, new OwnTexts(), cancellation);
        while (lesson.Generation < settings.Generations)
            lesson.Step(threads, new Silence(), (_, _) => { }, cancellation);
        return Board.Empty(settings) with
        {
            Words = lesson.Words,
            Arms =
            [
                .. lesson.Chains.Select((chain, arm) => new BoardArm(chain.Arm.Key, chain.Arm.Title,
                [
                    .. Enumerable.Range(0, settings.Generations + 1).Select(generation => Rounded(lesson.Read(arm, generation)) with
                    {
                        Expected = BoardFile.Contexts.ToDictionary(context => context,
                            context => (IReadOnlyList<CharacterChance>)[.. NextCharacters.After(lesson.Model(arm, generation), context).Take(Characters).Select(chance => chance with { Probability = Math.Round(chance.Probability, 4) })]),
                    }),
                ])),
            ],
        };
    }

    /// <summary>Digits that no curve shows are left out of the file.</summary>
    private static BoardGeneration Rounded(BoardGeneration generation) =>
        generation with { Metrics = generation.Metrics.ToDictionary(metric => metric.Key, metric => Math.Round(metric.Value, 4)), Excerpts = [.. generation.Excerpts.Take(2)] };

    private sealed class Silence : IProgress<ChainProgress>
    {
        public void Report(ChainProgress value)
        {
        }
    }
}
