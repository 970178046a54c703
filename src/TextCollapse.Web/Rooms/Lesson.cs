using System.Runtime.ExceptionServices;
using TextCollapse.Chains;
using TextCollapse.Corpora;
using TextCollapse.Studies;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Words;

namespace TextCollapse.Web.Rooms;

/// <summary>A lesson under way: a run in a folder of its own, one chain per arm. Used by one thread; only <see cref="Model"/> may be called by others.</summary>
public sealed class Lesson : IDisposable
{
    private const int Excerpts = 3, ExcerptLength = 420;

    private readonly RunFolder _run;

    private Lesson(LessonSettings settings, RunFolder run, IReadOnlyList<LessonChain> chains, IReadOnlyList<WatchedWord> words) =>
        (Settings, _run, Chains, Words) = (settings, run, chains, words);

    /// <summary>What was asked for.</summary>
    public LessonSettings Settings { get; }

    /// <summary>The arms.</summary>
    public IReadOnlyList<LessonChain> Chains { get; }

    /// <summary>The words that are watched.</summary>
    public IReadOnlyList<WatchedWord> Words { get; }

    /// <summary>The last generation that every arm has committed; −1 before the first.</summary>
    public int Generation => Chains.Min(chain => chain.Record.Committed) - 1;

    /// <summary>Reads the real text and makes a folder; nothing is trained yet.</summary>
    /// <exception cref="InputException">The corpus is missing or too short.</exception>
    public static Lesson Begin(LessonSettings settings, Engines engines, Pipelines pipelines, OwnTexts texts, CancellationToken cancellation)
    {
        var own = settings.Corpus.StartsWith(LessonSettings.OwnPrefix, StringComparison.Ordinal)
            ? texts.Find(settings.Corpus) ?? throw new InputException("corpus", "the link names a text that this server does not have. Give it the text again: the same text has the same name.")
            : null;
        var text = LessonStudy.Text(settings);
        var plan = StudyPlan.Of(StudyReader.Read(text, "the lesson"));
        var folder = Directory.CreateTempSubdirectory("textcollapse-lesson-").FullName;
        RunFolder? run = null;
        try
        {
            run = RunFolder.Open(folder, plan, text);
            if (own is not null)
                Files.AtomicFile.WriteBytes(run.PathOf(LessonStudy.OwnFile), own);
            var factory = new ChainFactory(engines, pipelines, name => own is null ? TextSource.Parse(name) : new FileText(run.PathOf(LessonStudy.OwnFile), name));
            var chains = plan.Cells.Select((cell, i) =>
            {
                var spec = factory.Create(cell, settings.Seed, cancellation);
                return new LessonChain(settings.Arms[i], spec, ChainRecord.Open(run.Chain(cell, settings.Seed), spec));
            }).ToArray();
            return new(settings, run, chains, VanishingWords.Choose(chains[0].Spec.Real.Training));
        }
        catch
        {
            run?.Dispose();
            Delete(folder);
            throw;
        }
    }

    /// <summary>Makes one more generation of every arm that is behind the others, or of all.</summary>
    /// <param name="threads">Threads in all.</param>
    /// <param name="progress">Told by the working threads.</param>
    /// <param name="made">Told of each generation as it is committed, by the working threads.</param>
    /// <param name="cancellation">Stops at the next safe place; the same step goes on from there.</param>
    public void Step(int threads, IProgress<ChainProgress> progress, Action<int, BoardGeneration> made, CancellationToken cancellation)
    {
        var next = Generation + 1;
        var behind = Enumerable.Range(0, Chains.Count).Where(arm => Chains[arm].Record.Committed <= next).ToArray();
        var jobs = Math.Min(threads, behind.Length);
        try
        {
            Parallel.ForEach(behind, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, jobs) }, arm =>
            {
                new Chain(Chains[arm].Spec, Chains[arm].Record, Math.Max(1, threads / Math.Max(1, jobs)), progress).Run(cancellation, next);
                made(arm, Read(arm, next));
            });
        }
        catch (AggregateException failures)
        {
            cancellation.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }

    /// <summary>What the page shows of a committed generation.</summary>
    public BoardGeneration Read(int arm, int generation)
    {
        var record = Chains[arm].Record;
        var text = record.Text(generation);
        var facts = record.Facts(generation);
        var counts = VanishingWords.CountsIn(text, Words);
        var metrics = facts.Metrics.Where(metric => BoardMetric.All.Any(shown => shown.Id == metric.Key) && metric.Value.IsDefined && double.IsFinite(metric.Value.Value))
            .ToDictionary(metric => metric.Key, metric => metric.Value.Value, StringComparer.Ordinal);
        if (Words.Count > 0)
            metrics[BoardMetric.WordsAlive] = counts.Count(count => count > 0) / (double)Words.Count;
        return new(generation, metrics, facts.Mixing.Realised, [.. text.Documents.Take(Excerpts).Select(document => Excerpt(text.Alphabet, document))], counts);
    }

    /// <summary>The model of a committed generation. For any thread.</summary>
    /// <exception cref="InputException">It is not there any more.</exception>
    public Models.ILanguageModel Model(int arm, int generation) => Chains[arm].Record.Model(generation);

    /// <summary>Writes the result files and packs the run's folder: what <c>run</c> leaves.</summary>
    /// <param name="zip">Where the archive goes.</param>
    /// <param name="quiz">The class's votes as CSV, or null.</param>
    public void Export(Stream zip, string? quiz)
    {
        Reporting.Results.Write(_run);
        if (quiz is not null)
            Files.AtomicFile.WriteText(_run.PathOf("quiz.csv"), quiz);
        RunArchive.Write(_run.Path, zip);
    }

    /// <summary>Deletes the run's folder.</summary>
    public void Dispose()
    {
        _run.Dispose();
        Delete(_run.Path);
    }

    private static string Excerpt(Alphabet alphabet, Document document) => alphabet.Decode(document.Symbols.Span[..Math.Min(document.Length, ExcerptLength)]);

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The system clears its temporary folder; a lesson does not fail over it.
        }
    }
}

/// <summary>An arm of a lesson under way.</summary>
/// <param name="Arm">What it was asked to be.</param>
/// <param name="Spec">Its chain.</param>
/// <param name="Record">What it has done.</param>
public sealed record LessonChain(LessonArm Arm, ChainSpec Spec, ChainRecord Record);
