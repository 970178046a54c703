using TextCollapse.Models;
using TextCollapse.Models.Ngram;
using TextCollapse.Studies;

namespace TextCollapse.Web.Lessons;

/// <summary>A study as a lesson: <c>serve STUDY</c>. A study that the page cannot show is refused with what stands in the way.</summary>
public static class StudyLesson
{
    /// <summary>The lesson with the study's settings and its first seed.</summary>
    /// <exception cref="InputException">The page has no control for what the study asks for; carries every problem.</exception>
    public static LessonSettings Of(Study study, string name)
    {
        var problems = new List<Problem>();
        var arms = study.Cells().Select(cell => cell.Options).ToArray();
        var options = arms[0];
        foreach (var key in ArmOptions.Varying(arms).Where(key => !key.StartsWith("mixing.", StringComparison.Ordinal)))
            problems.Add(new(key, "differs between the study's cells; on the page arms differ in what they read. Use 'textcollapse run' for this study."));
        var shown = arms.Select(arm => LessonArm.Of(arm.Mixing)).ToArray();
        if (shown.Any(arm => arm is null))
            problems.Add(new("mixing.strategy", "one of the study's arms has no place on the page."));
        var kind = ModelKinds.All.Of(options.Model);
        if (!kind.IsForClassroom)
            problems.Add(new("model.kind", $"{kind} trains too slowly for a class; the page has {string.Join(" and ", LessonSettings.Models)}."));
        var lesson = new LessonSettings
        {
            Corpus = options.Corpus.Source,
            Characters = Within(options.Corpus.Train, LessonRanges.Characters),
            Model = kind.Name,
            Order = options.Model is NgramSettings ngram ? Within(ngram.Order, LessonRanges.Order) : new LessonSettings().Order,
            Temperature = Math.Clamp(options.Decoding.Temperature, LessonRanges.Temperature.Least, LessonRanges.Temperature.Most),
            TopP = Math.Clamp(options.Decoding.TopP, LessonRanges.TopP.Least, LessonRanges.TopP.Most),
            Generations = Within(options.Generations, LessonRanges.Generations),
            Seed = study.Seeds[0],
            Arms = [.. shown.OfType<LessonArm>().Distinct().Take(LessonSettings.MostArms)],
        };
        if (!LessonSettings.Corpora.Contains(lesson.Corpus))
            problems.Add(new("corpus.source", $"the page reads {string.Join(" or ", LessonSettings.Corpora)}, or a text that is given to it there; not {lesson.Corpus}."));
        return problems.Count == 0 ? lesson : throw new InputException([.. problems.Select(problem => problem with { Place = $"{name} {problem.Place}" })]);

        static int Within(int value, LessonRange range) => (int)Math.Clamp(value, range.Least, range.Most);
    }
}
