using System.Runtime.ExceptionServices;
using TextCollapse.Chains;
using TextCollapse.Chains.Decisions;
using TextCollapse.Chains.Votes;
using TextCollapse.Corpora;
using TextCollapse.Reporting.Report;
using TextCollapse.Studies;
using TextCollapse.Web.Lessons;
using TextCollapse.Web.Words;

namespace TextCollapse.Web.Rooms;

/// <summary>A lesson under way: a run in a folder of its own, one chain per arm. Used by one thread; only <see cref="Model"/> may be called by others.</summary>
public sealed class Lesson : IDisposable
{
    /// <summary>Arms with branches.</summary>
    public const int MostChains = 6;

    private const int Excerpts = 3, ExcerptLength = 420;

    private readonly RunFolder _run;
    private readonly Func<RunFolder, ChainFactory> _factory;
    private readonly byte[]? _own;
    private volatile IReadOnlyList<LessonChain> _chains;
    private int _branches;

    private Lesson(LessonSettings settings, RunFolder run, Func<RunFolder, ChainFactory> factory, byte[]? own, IReadOnlyList<LessonChain> chains, IReadOnlyList<WatchedWord> words) =>
        (Settings, _run, _factory, _own, _chains, Words) = (settings, run, factory, own, chains, words);

    /// <summary>What was asked for.</summary>
    public LessonSettings Settings { get; }

    /// <summary>The arms; branches come last.</summary>
    public IReadOnlyList<LessonChain> Chains => _chains;

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
        var folder = Directory.CreateTempSubdirectory("textcollapse-lesson-").FullName;
        RunFolder? run = null;
        try
        {
            run = OpenRun(folder, settings, own);
            var factory = Factory(run);
            var chains = run.Plan.Cells.Select((cell, i) => LessonChain.Open(settings.Arms[i], settings.Arms[i].Title, run, cell, settings.Seed, factory, cancellation)).ToArray();
            return new(settings, run, Factory, own, chains, VanishingWords.Choose(chains[0].Spec.Real.Training));
        }
        catch
        {
            run?.Dispose();
            Delete(folder);
            throw;
        }

        ChainFactory Factory(RunFolder opened) => new(engines, pipelines, name => own is null ? TextSource.Parse(name) : new FileText(opened.PathOf(LessonStudy.OwnFile), name));
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
        if (VanishingWords.ShareAlive(counts) is { IsDefined: true } alive)
            metrics[VanishingWords.Alive.Id] = alive.Value;
        return new(generation, metrics, facts.Mixing.Realised, [.. text.Documents.Take(Excerpts).Select(document => Excerpt(text.Alphabet, document))], counts);
    }

    /// <summary>The model of a committed generation. For any thread.</summary>
    /// <exception cref="InputException">It is not there any more.</exception>
    public Models.ILanguageModel Model(int arm, int generation) => Chains[arm].Record.Model(generation);

    /// <summary>The report of the run so far: one page that needs nothing else. Branches have reports of their own in the export.</summary>
    /// <exception cref="InputException">There is no generation yet.</exception>
    public byte[] Report()
    {
        Reporting.Results.Write(_run);
        return File.ReadAllBytes(ReportFile.Write(_run));
    }

    /// <summary>Writes the result files and the reports and packs the run's folder: what <c>run</c> and <c>report</c> leave.</summary>
    /// <param name="zip">Where the archive goes.</param>
    /// <param name="quiz">The rounds of the quiz as CSV, or null.</param>
    /// <param name="votes">The class's votes with the arm that each was about: they go to the logs of the chains.</param>
    public void Export(Stream zip, string? quiz = null, IReadOnlyList<(int Arm, Vote Vote)>? votes = null)
    {
        foreach (var arm in (votes ?? []).GroupBy(vote => vote.Arm))
            VoteLog.Open(Chains[arm.Key].Folder).Cast(arm.Select(vote => vote.Vote));
        foreach (var run in Chains.Select(chain => chain.Run).Distinct())
        {
            Reporting.Results.Write(run);
            if (Generation >= 0)
                ReportFile.Write(run);
        }
        if (quiz is not null)
            Files.AtomicFile.WriteText(_run.PathOf("quiz.csv"), quiz);
        RunArchive.Write(_run.Path, zip);
    }

    /// <summary>
    /// A new arm that shares the generations of another up to one of them and goes on with other settings. It is a run of its own in the export, in which
    /// the roll-back and the changes are decisions like any other.
    /// </summary>
    /// <returns>The decision in the arm that was branched from.</returns>
    /// <exception cref="InputException">There are too many arms, or no such generation.</exception>
    public Decision Branch(int arm, LessonBranch branch, string who, string why, CancellationToken cancellation)
    {
        var parent = Chains[arm];
        if (Chains.Count >= MostChains)
            throw new InputException("branch", FormattableString.Invariant($"would be one arm too many: {MostChains} fit the screen."));
        if (branch.Generation < 0 || branch.Generation >= parent.Record.Committed)
            throw new InputException("branch", FormattableString.Invariant($"from generation {branch.Generation} cannot be: {parent.Title} has generations 0 to {parent.Record.Committed - 1}."));
        var name = FormattableString.Invariant($"branch-{_branches + 1}");
        if (Chains.Any(chain => chain.Run != _run && chain.Arm == parent.Arm && chain.Title == branch.Title))
            throw new InputException("branch", $"is there already: {branch.Title}.");
        var decision = parent.Oversight.Decide(new BranchOff(branch.Generation, name), who, why);
        _branches++;
        var run = OpenRun(Path.Combine(_run.Path, "branches", name), Settings with { Arms = [parent.Arm] }, _own);
        Copy(parent.Folder, run.Chain(run.Plan.Cells[0], Settings.Seed));
        var chain = LessonChain.Open(parent.Arm, branch.Title, run, run.Plan.Cells[0], Settings.Seed, _factory(run), cancellation);
        chain.Oversight.Decide(new RollBack(branch.Generation), who, why);
        foreach (var (key, value) in branch.Changes())
            chain.Oversight.Decide(new ChangeSetting(key, value), who, why);
        _chains = [.. Chains, chain];
        return decision;
    }

    /// <summary>Deletes the run's folder.</summary>
    public void Dispose()
    {
        foreach (var run in Chains.Select(chain => chain.Run).Distinct())
            run.Dispose();
        Delete(_run.Path);
    }

    private static string Excerpt(Alphabet alphabet, Document document) => alphabet.Decode(document.Symbols.Span[..Math.Min(document.Length, ExcerptLength)]);

    private static RunFolder OpenRun(string folder, LessonSettings settings, byte[]? own)
    {
        var text = LessonStudy.Text(settings);
        var run = RunFolder.Open(folder, StudyPlan.Of(StudyReader.Read(text, "the lesson")), text);
        if (own is not null)
            Files.AtomicFile.WriteBytes(run.PathOf(LessonStudy.OwnFile), own);
        return run;
    }

    private static void Copy(string from, string to)
    {
        // Votes are about the texts of the arm that was asked about.
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != VoteLog.FileName))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

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
