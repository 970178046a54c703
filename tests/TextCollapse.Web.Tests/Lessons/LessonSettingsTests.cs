using TextCollapse.Experiments.Configuration;
using TextCollapse.Web.Hosting;
using TextCollapse.Web.Lessons;

namespace TextCollapse.Web.Tests.Lessons;

public sealed class LessonSettingsTests
{
    [Fact]
    public void A_link_holds_everything_that_the_numbers_depend_on()
    {
        var lesson = new LessonSettings
        {
            Corpus = "grammar:stories",
            Characters = 50_000,
            Model = "gru",
            Order = 3,
            Temperature = 0.75,
            TopP = 0.9,
            Generations = 5,
            Seed = 42,
            Arms = [new("accumulate"), new("fixed-real", 7)],
        };
        Assert.Equal(lesson, LessonSettings.FromQuery(QueryString.Parse("?" + lesson.Query()), out var problems));
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("seed=-1")]
    [InlineData("seed=1e3")]
    [InlineData("characters=99999999999")]
    [InlineData("temperature=NaN")]
    [InlineData("temperature=0")]
    [InlineData("top_p=∞")]
    [InlineData("generations=1000000")]
    [InlineData("model=../../etc/passwd")]
    [InlineData("corpus=file:/etc/passwd")]
    [InlineData("corpus=/etc/passwd")]
    [InlineData("corpus=own-../../../etc/x")]
    [InlineData("arms=replace,replace")]
    [InlineData("arms=real-100")]
    [InlineData("arms=")]
    [InlineData("arms=a,b,c,d,e,f,g")]
    public void A_wrong_setting_in_a_link_is_reported_and_keeps_its_default(string query)
    {
        var lesson = LessonSettings.FromQuery(QueryString.Parse(query), out var problems);
        Assert.Equal(new LessonSettings(), lesson);
        Assert.Single(problems);
    }

    [Fact]
    public void Any_query_is_read_without_a_crash()
    {
        var random = new Random(5);
        string[] pieces =
        [
            "corpus", "arms", "=", "&", "%", "%00", "%F0%9F%98%80", "\0", "replace", "real-", "9", "-", ",", "seed", "\u202e",
            "temperature", "1e400",
            "own-", "+", "?",
        ];
        for (var i = 0; i < 5000; i++)
        {
            var query = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
            var lesson = LessonSettings.FromQuery(QueryString.Parse(query), out _);
            if (lesson is not null)
                StudyReader.Read(StudyFromLesson.Write(lesson), "study");
        }
    }

    [Fact]
    public void Every_lesson_is_a_valid_study_with_its_arms_as_cells()
    {
        foreach (var model in LessonSettings.Models)
        {
            var plan = StudyPlan.Of(StudyReader.Read(StudyFromLesson.Write(new LessonSettings { Model = model }), "study"));
            Assert.Equal(["replace", "accumulate", "real-10", "real-50"], plan.Arms.Select(arm => arm.Id));
            Assert.Equal(0.1, plan.Arms[2].Options.Mixing.ExpectedRealShare(1));
        }
    }
}
