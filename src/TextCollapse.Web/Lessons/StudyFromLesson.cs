using System.Globalization;
using System.Text;

namespace TextCollapse.Web.Lessons;

/// <summary>Converts a lesson's settings to a study file, so that an exported lesson can be run elsewhere.</summary>
internal static class StudyFromLesson
{
    /// <summary>The file of an uploaded text, beside the study.</summary>
    public const string UploadedFile = "corpus.txt";

    // Short, so that excerpts of several documents fit on the screen.
    private const int DocumentLength = 1000;

    /// <summary>The study as YAML.</summary>
    public static string Write(LessonSettings lesson)
    {
        var text = new StringBuilder("name: classroom\nabout: A lesson of the classroom page.\n");
        if (lesson.IsUpload)
            Line($"# Run this study in its own folder, where {UploadedFile} is.");
        var source = lesson.IsUpload ? "file:" + UploadedFile : lesson.Corpus;
        var heldOut = HeldOut(lesson);
        Line($"corpus: {{ source: \"{source}\", train: {lesson.Characters}, held_out: {heldOut}, document_length: {DocumentLength} }}");
        if (lesson.Model == "gru")
            text.Append("model: { kind: gru, hidden: 96, engine: managed }\n")
                .Append("training: { steps: 300, batch: 32, sequence: 64, minimum_learning_rate: 0, warmup: 5 }\n");
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

    private static string Share(LessonArm arm) =>
        arm.Strategy == "fixed-real" ? FormattableString.Invariant($", mixing.real_share: {arm.Percent / 100.0}") : "";

    private static int HeldOut(LessonSettings lesson) => Math.Clamp(lesson.Characters / 6, 4_000, 20_000);
}
