using System.Runtime.ExceptionServices;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;
using TextCollapse.Reporting.Report;
using TextCollapse.Web.Measurements;

namespace TextCollapse.Web.Lessons;

/// <summary>A live lesson: a run in a temporary folder, one chain per arm. Not thread-safe, except for <see cref="Model"/>.</summary>
internal sealed class Lesson : IDisposable
{
    /// <summary>The maximum number of arms, including branches.</summary>
    public const int MaxChains = 6;

    private const int Excerpts = 3, ExcerptLength = 420;

    private readonly LessonFolder _folder;
    private readonly RunFolder _run;
    private readonly Func<RunFolder, ChainFactory> _factory;
    private readonly byte[]? _upload;
    private volatile IReadOnlyList<LessonChain> _chains;
    private int _branches;

    private Lesson(
        LessonSettings settings, LessonFolder folder, RunFolder run, Func<RunFolder, ChainFactory> factory, byte[]? upload,
        LessonChain[] chains)
    {
        (Settings, _folder, _run, _factory, _upload, _chains) = (settings, folder, run, factory, upload, chains);
        Words = TrackedWords.Choose(chains[0].Spec.Real.Training);
    }

    /// <summary>The lesson's settings.</summary>
    public LessonSettings Settings { get; }

    /// <summary>The arms, branches last.</summary>
    public IReadOnlyList<LessonChain> Chains => _chains;

    /// <summary>The tracked words.</summary>
    public IReadOnlyList<TrackedWord> Words { get; }

    /// <summary>The last generation that every arm has committed; −1 before the first.</summary>
    public int Generation => Chains.Min(chain => chain.Record.Committed) - 1;

    /// <summary>Reads the real text and creates the folder. Trains nothing yet.</summary>
    /// <exception cref="InputException">The corpus is missing or too short.</exception>
    public static Lesson Create(
        LessonSettings settings, Engines engines, Pipelines pipelines, UploadedTexts texts, CancellationToken cancellation)
    {
        var upload = settings.IsUpload ? texts.Find(settings.Corpus) : null;
        if (settings.IsUpload && upload is null)
            throw new InputException("corpus", "this server does not have the text of the link. Upload it again: it keeps its name.");
        var folder = LessonFolder.Create();
        RunFolder? run = null;
        try
        {
            run = OpenRun(folder.RunPath, settings, upload);
            var factory = Factory(run);
            LessonChain[] chains =
            [
                .. run.Plan.Arms.Zip(settings.Arms, (arm, lessonArm) =>
                    LessonChain.Open(lessonArm, lessonArm.Title, run, arm, settings.Seed, factory, cancellation)),
            ];
            return new(settings, folder, run, Factory, upload, chains);
        }
        catch
        {
            run?.Dispose();
            folder.Dispose();
            throw;
        }

        ChainFactory Factory(RunFolder opened) => new(engines, pipelines, name =>
            upload is null ? TextSource.Parse(name) : new FileText(opened.PathOf(StudyFromLesson.UploadedFile), name));
    }

    /// <summary>Trains the next generation of every arm, or only of the arms that are behind the others.</summary>
    /// <param name="threads">Total number of threads.</param>
    /// <param name="progress">Called by the training threads.</param>
    /// <param name="committed">Called with the arm and its results after each commit, by the training threads.</param>
    /// <param name="cancellation">Stops at the next safe point, from which the same call resumes.</param>
    public void TrainGeneration(
        int threads, IProgress<ChainProgress> progress, Action<int, GenerationResults> committed, CancellationToken cancellation)
    {
        var next = Generation + 1;
        var behind = Enumerable.Range(0, Chains.Count).Where(arm => Chains[arm].Record.Committed <= next).ToArray();
        var jobs = Math.Max(1, Math.Min(threads, behind.Length));
        try
        {
            Parallel.ForEach(behind, new ParallelOptions { MaxDegreeOfParallelism = jobs }, arm =>
            {
                new GenerationLoop(Chains[arm].Spec, Chains[arm].Record, Math.Max(1, threads / jobs), progress).Run(cancellation, next);
                committed(arm, Results(arm, next));
            });
        }
        catch (AggregateException failures)
        {
            cancellation.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }

    /// <summary>The results of a committed generation.</summary>
    public GenerationResults Results(int arm, int generation)
    {
        var record = Chains[arm].Record;
        var text = record.Text(generation);
        var facts = record.Facts(generation);
        var counts = TrackedWords.CountsIn(text, Words);
        var metrics = facts.Metrics
            .Where(metric => DisplayMetric.All.Any(shown => shown.Id == metric.Key))
            .Where(metric => metric.Value.IsDefined && double.IsFinite(metric.Value.Value))
            .ToDictionary(metric => metric.Key, metric => metric.Value.Value, StringComparer.Ordinal);
        if (TrackedWords.ShareAlive(counts) is { IsDefined: true } alive)
            metrics[TrackedWords.Alive.Id] = alive.Value;
        var excerpts = text.Documents.Take(Excerpts)
            .Select(document => text.Alphabet.Decode(document.Symbols.Span[..Math.Min(document.Length, ExcerptLength)]));
        return new(generation, metrics, facts.Mixing.Realised, [.. excerpts], counts);
    }

    /// <summary>The model of a committed generation. Thread-safe.</summary>
    /// <exception cref="InputException">It was rolled back.</exception>
    public Models.ILanguageModel Model(int arm, int generation) => Chains[arm].Record.Model(generation);

    /// <summary>
    /// The report of the run so far as a single HTML file, without branches, which have separate reports in the export.
    /// </summary>
    /// <exception cref="InputException">No generation has been trained yet.</exception>
    public byte[] Report()
    {
        Reporting.ResultFiles.Write(_run);
        return File.ReadAllBytes(ReportFile.Write(_run));
    }

    /// <summary>Writes the result files and reports, as <c>run</c> and <c>report</c> do, and packs the folder of the run.</summary>
    /// <param name="zip">The stream for the archive.</param>
    /// <param name="quiz">The rounds of the quiz as CSV, or null.</param>
    /// <param name="votes">The votes of the class, each with its arm; they are added to the logs of the chains.</param>
    public void Export(Stream zip, string? quiz = null, IReadOnlyList<(int Arm, Vote Vote)>? votes = null)
    {
        foreach (var arm in (votes ?? []).GroupBy(vote => vote.Arm))
            VoteLog.Open(Chains[arm.Key].Folder).Cast(arm.Select(vote => vote.Vote));
        foreach (var run in Runs())
        {
            Reporting.ResultFiles.Write(run);
            if (Generation >= 0)
                ReportFile.Write(run);
        }
        if (quiz is not null)
            Files.AtomicFile.WriteText(_run.PathOf("quiz.csv"), quiz);
        RunArchive.Write(_run.Path, zip);
    }

    /// <summary>
    /// Adds an arm that shares the generations of another one up to a point and continues with other settings. In the export it is a
    /// separate run, in which the roll-back and the changed settings are decisions.
    /// </summary>
    /// <returns>The decision recorded in the original arm.</returns>
    /// <exception cref="InputException">There are too many arms, or there is no such generation.</exception>
    public Decision Branch(int arm, LessonBranch branch, string by, string reason, CancellationToken cancellation)
    {
        var parent = Chains[arm];
        if (Chains.Count >= MaxChains)
            throw new InputException("branch", FormattableString.Invariant($"would exceed the limit of {MaxChains} arms."));
        if (branch.Generation < 0 || branch.Generation >= parent.Record.Committed)
        {
            var last = parent.Record.Committed - 1;
            var range = FormattableString.Invariant($"from generation {branch.Generation}: {parent.Title} has generations 0 to {last}.");
            throw new InputException("branch", range);
        }
        if (Chains.Any(chain => chain.Run != _run && chain.Arm == parent.Arm && chain.Title == branch.Title))
            throw new InputException("branch", $"exists already: {branch.Title}.");
        var name = FormattableString.Invariant($"branch-{_branches + 1}");
        var decision = parent.Oversight.Decide(new BranchOff(branch.Generation, name), by, reason);
        _branches++;
        var run = OpenRun(Path.Combine(_run.Path, "branches", name), Settings with { Arms = [parent.Arm] }, _upload);
        Copy(parent.Folder, run.Chain(run.Plan.Arms[0], Settings.Seed));
        run.Models.CopyFrom(parent.Folder);
        var chain = LessonChain.Open(parent.Arm, branch.Title, run, run.Plan.Arms[0], Settings.Seed, _factory(run), cancellation);
        chain.Oversight.Decide(new RollBack(branch.Generation), by, reason);
        foreach (var (key, value) in branch.Changes())
            chain.Oversight.Decide(new ChangeSetting(key, value), by, reason);
        _chains = [.. Chains, chain];
        return decision;
    }

    /// <summary>Deletes the run's folder.</summary>
    public void Dispose()
    {
        foreach (var run in Runs())
            run.Dispose();
        _folder.Dispose();
    }

    private IEnumerable<RunFolder> Runs() => Chains.Select(chain => chain.Run).Distinct();

    private static RunFolder OpenRun(string path, LessonSettings settings, byte[]? upload)
    {
        var text = StudyFromLesson.Write(settings);
        var run = RunFolder.Open(path, StudyPlan.Of(StudyReader.Read(text, "the lesson")), text);
        if (upload is not null)
            Files.AtomicFile.WriteBytes(run.PathOf(StudyFromLesson.UploadedFile), upload);
        return run;
    }

    /// <summary>Copies a chain without its votes, which refer to the texts of the original arm.</summary>
    private static void Copy(string from, string to)
    {
        var files = Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories);
        foreach (var file in files.Where(file => Path.GetFileName(file) != VoteLog.FileName))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
