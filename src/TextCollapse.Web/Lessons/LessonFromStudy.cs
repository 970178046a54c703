using TextCollapse.Experiments.Configuration;
using TextCollapse.Models;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Web.Lessons;

/// <summary>Converts a study to a lesson (<c>serve STUDY</c>).</summary>
public static class LessonFromStudy
{
    /// <summary>The lesson with the study's settings and its first seed.</summary>
    /// <exception cref="InputException">The study has settings that the page does not support; lists all of them.</exception>
    public static LessonSettings Convert(Study study, string name)
    {
        var problems = new List<Problem>();
        var arms = study.Arms().Select(arm => arm.Options).ToArray();
        var options = arms[0];
        foreach (var key in ArmOptions.Varying(arms).Where(key => !key.StartsWith("mixing.", StringComparison.Ordinal)))
            problems.Add(new(key, "differs between arms; on the page only mixing may differ. Use 'textcollapse run' instead."));
        var shown = arms.Select(arm => LessonArm.Of(arm.Mixing)).ToArray();
        if (shown.Any(arm => arm is null))
            problems.Add(new("mixing.strategy", "is not available on the page for at least one of the study's arms."));
        var kind = ModelKinds.All.Of(options.Model);
        if (!kind.IsForClassroom)
            problems.Add(
                new("model.kind", $"{kind.Name} is too slow for a class; the page has {string.Join(", ", LessonSettings.Models)}."));
        var lesson = new LessonSettings
        {
            Corpus = options.Corpus.Source,
            Characters = Clamped(options.Corpus.Train, LessonRanges.Characters),
            Model = kind.Name,
            Order = options.Model is NgramOptions ngram ? Clamped(ngram.Order, LessonRanges.Order) : new LessonSettings().Order,
            Temperature = Math.Clamp(options.Decoding.Temperature, LessonRanges.Temperature.Min, LessonRanges.Temperature.Max),
            TopP = Math.Clamp(options.Decoding.TopP, LessonRanges.TopP.Min, LessonRanges.TopP.Max),
            Generations = Clamped(options.Generations, LessonRanges.Generations),
            Seed = study.Seeds[0],
            Arms = [.. shown.OfType<LessonArm>().Distinct().Take(LessonSettings.MaxArms)],
        };
        if (!LessonSettings.Corpora.Contains(lesson.Corpus))
            problems.Add(new("corpus.source",
                $"is {lesson.Corpus}; the page has {string.Join(", ", LessonSettings.Corpora)} and uploaded texts."));
        if (problems.Count > 0)
            throw new InputException([.. problems.Select(problem => problem with { Place = $"{name} {problem.Place}" })]);
        return lesson;

        static int Clamped(long value, LessonRange range) => (int)Math.Clamp(value, range.Min, range.Max);
    }
}
