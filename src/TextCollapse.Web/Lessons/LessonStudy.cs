using System.Globalization;
using System.Text;

namespace TextCollapse.Web.Lessons;

/// <summary>A lesson's settings as a study file: what is exported is a study like any other, and runs anywhere.</summary>
public static class LessonStudy
{
    /// <summary>The name under which a text of one's own lies beside the study.</summary>
    public const string OwnFile = "corpus.txt";

    /// <summary>The study's text (YAML).</summary>
    public static string Text(LessonSettings lesson)
    {
        var own = lesson.Corpus.StartsWith(LessonSettings.OwnPrefix, StringComparison.Ordinal);
        var text = new StringBuilder("name: classroom\nabout: A lesson of the classroom page.\n");
        if (own)
            Line($"# {OwnFile} lies beside this file: run the study in this folder.");
        Line($"corpus: {{ source: {Quoted(own ? "file:" + OwnFile : lesson.Corpus)}, train: {lesson.Characters}, held_out: {HeldOut(lesson)}, document_length: {DocumentLength} }}");
        if (lesson.Model == "gru")
            text.Append("model: { kind: gru, hidden: 96, engine: managed }\ntraining: { steps: 300, batch: 32, sequence: 64, learning_rate: 6e-3, minimum_learning_rate: 0, warmup: 30 }\n");
        else
            Line($"model: {{ kind: ngram, order: {lesson.Order}, smoothing: witten-bell }}");
        Line($"decoding: {{ temperature: {lesson.Temperature}, top_p: {lesson.TopP} }}");
        Line($"generations: {lesson.Generations}");
        Line($"seeds: [{lesson.Seed}]");
        text.Append("arms:\n");
        foreach (var arm in lesson.Arms)
            Line($"  - {{ name: {arm.Key}, mixing.strategy: {arm.Strategy}{Share(arm)} }}");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Share(LessonArm arm) => arm.Strategy == "fixed-real" ? FormattableString.Invariant($", mixing.real_share: {arm.Percent / 100.0}") : "";

    /// <summary>Characters of a document: short, so that excerpts of many fit a screen.</summary>
    public const int DocumentLength = 1000;

    private static int HeldOut(LessonSettings lesson) => Math.Clamp(lesson.Characters / 6, 4_000, 20_000);

    private static string Quoted(string text) => $"\"{text}\"";
}
