using TextCollapse.Studies;

namespace TextCollapse.Web.Lessons;

/// <summary>Converts a study to a lesson (<c>serve STUDY</c>).</summary>
public static class LessonFromStudy
{
    /// <summary>The lesson with the study's settings and its first seed.</summary>
    /// <exception cref="InputException">The study has settings that the page cannot show; lists all of them.</exception>
    public static LessonSettings Convert(Study study, string name)
    {
        var problems = new List<Problem>();
        var cells = study.Cells();
        var settings = cells[0].Settings;
        foreach (var key in SettingKeys.All.Where(key => key.Name is not ("mixing.strategy" or "mixing.real_share")))
        {
            if (cells.Any(cell => cell.Settings[key.Name] != settings[key.Name]))
                problems.Add(new(key.Name, "differs between arms; on the page only mixing may differ. Use 'textcollapse run' instead."));
        }
        var arms = cells.Select(cell => LessonArm.Parse(ArmKey(cell))).ToArray();
        if (arms.Any(arm => arm is null))
            problems.Add(new("mixing.strategy", "is not available on the page for at least one of the study's arms."));
        if (!LessonSettings.Models.Contains(settings["model.kind"]))
            problems.Add(new("model.kind",
                $"{settings["model.kind"]} is too slow for a class; the page has {string.Join(", ", LessonSettings.Models)}."));
        var lesson = new LessonSettings
        {
            Corpus = settings["corpus.source"],
            Characters = Clamped("corpus.train", LessonRanges.Characters),
            Model = settings["model.kind"],
            Order = settings["model.kind"] == "ngram" ? Clamped("model.order", LessonRanges.Order) : new LessonSettings().Order,
            Temperature = Math.Clamp(settings.Real("decoding.temperature"), LessonRanges.Temperature.Min, LessonRanges.Temperature.Max),
            TopP = Math.Clamp(settings.Real("decoding.top_p"), LessonRanges.TopP.Min, LessonRanges.TopP.Max),
            Generations = Clamped("generations", LessonRanges.Generations),
            Seed = study.Seeds[0],
            Arms = [.. arms.OfType<LessonArm>().Distinct().Take(LessonSettings.MaxArms)],
        };
        if (!LessonSettings.Corpora.Contains(lesson.Corpus))
            problems.Add(new("corpus.source",
                $"is {lesson.Corpus}; the page has {string.Join(", ", LessonSettings.Corpora)} and uploaded texts."));
        if (problems.Count > 0)
            throw new InputException([.. problems.Select(problem => problem with { Place = $"{name} {problem.Place}" })]);
        return lesson;

        static string ArmKey(Cell cell) => cell.Settings["mixing.strategy"] == "fixed-real"
            ? FormattableString.Invariant($"real-{cell.Settings.Real("mixing.real_share") * 100:0}")
            : cell.Settings["mixing.strategy"];

        int Clamped(string key, LessonRange range) => (int)Math.Clamp(settings.Int(key), range.Min, range.Max);
    }
}
