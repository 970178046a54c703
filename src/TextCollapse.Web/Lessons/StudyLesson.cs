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
        var cells = study.Cells();
        var settings = cells[0].Settings;
        foreach (var key in SettingKeys.All.Where(key => key.Name is not ("mixing.strategy" or "mixing.real_share") && cells.Any(cell => cell.Settings[key.Name] != settings[key.Name])))
            problems.Add(new(key.Name, "differs between the study's cells; on the page arms differ in what they read. Use 'textcollapse run' for this study."));
        var arms = cells.Select(cell => LessonArm.Parse(cell.Settings["mixing.strategy"] == "fixed-real" ? FormattableString.Invariant($"real-{cell.Settings.Real("mixing.real_share") * 100:0}") : cell.Settings["mixing.strategy"])).ToArray();
        if (arms.Any(arm => arm is null))
            problems.Add(new("mixing.strategy", "one of the study's arms has no place on the page."));
        if (!LessonSettings.Models.Contains(settings["model.kind"]))
            problems.Add(new("model.kind", $"{settings["model.kind"]} trains too slowly for a class; the page has {string.Join(" and ", LessonSettings.Models)}."));
        var lesson = new LessonSettings
        {
            Corpus = settings["corpus.source"],
            Characters = Within("corpus.train", LessonRanges.Characters),
            Model = settings["model.kind"],
            Order = settings["model.kind"] == "ngram" ? Within("model.order", LessonRanges.Order) : new LessonSettings().Order,
            Temperature = Math.Clamp(settings.Real("decoding.temperature"), LessonRanges.Temperature.Least, LessonRanges.Temperature.Most),
            TopP = Math.Clamp(settings.Real("decoding.top_p"), LessonRanges.TopP.Least, LessonRanges.TopP.Most),
            Generations = Within("generations", LessonRanges.Generations),
            Seed = study.Seeds[0],
            Arms = [.. arms.OfType<LessonArm>().Distinct().Take(LessonSettings.MostArms)],
        };
        if (!LessonSettings.Corpora.Contains(lesson.Corpus))
            problems.Add(new("corpus.source", $"the page reads {string.Join(" or ", LessonSettings.Corpora)}, or a text that is given to it there; not {lesson.Corpus}."));
        return problems.Count == 0 ? lesson : throw new InputException([.. problems.Select(problem => problem with { Place = $"{name} {problem.Place}" })]);

        int Within(string key, LessonRange range) => (int)Math.Clamp(settings.Int(key), range.Least, range.Most);
    }
}
