using System.Security.Cryptography;
using System.Text;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Storage;
using TextCollapse.Files;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Reporting;

namespace TextCollapse.Claims;

/// <summary>
/// The folder of the claims' runs. Claims that name the same study with the same changes share one run, in <c>evidence/NAME-HASH</c>; an
/// existing run is resumed, so that a second run has nothing left to do.
/// </summary>
/// <param name="path">The folder.</param>
public sealed class ClaimsFolder(string path)
{
    private const string RowsName = "generations.csv", WordsName = "experiment.txt";

    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>The claim's folder under <see cref="Path"/>.</summary>
    public static string Evidence(Claim claim)
    {
        if (claim.Experiment is not { } experiment)
            return System.IO.Path.Combine("evidence", $"{claim.Study!.Name}-{StudyPlan.Of(claim.Study).Hash()[..8]}");
        var identity = Encoding.UTF8.GetBytes($"{experiment.Words} {string.Join(',', experiment.Seeds)}");
        var kind = experiment.Words[..experiment.Words.IndexOf(':', StringComparison.Ordinal)];
        return System.IO.Path.Combine("evidence", $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(identity))[..8]}");
    }

    /// <summary>The number of finished chains of the claim, and of all its chains.</summary>
    public (int Done, int All) Progress(Claim claim)
    {
        var folder = System.IO.Path.Combine(path, Evidence(claim));
        if (claim.Experiment is { } experiment)
            return (File.Exists(System.IO.Path.Combine(folder, RowsName)) ? 1 : 0, 1);
        var plan = StudyPlan.Of(claim.Study!);
        var chains = plan.Chains().ToArray();
        var finished = chains.Count(chain => new GenerationFolder(RunFolder.ChainIn(folder, chain.Arm, chain.Seed),
            chain.Arm.Options.Generations).IsCommitted);
        return (finished, chains.Length);
    }

    /// <summary>Runs or resumes the claim's study and judges it. A failed study is returned as a result.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; committed generations are kept.</exception>
    public ClaimResult Run(Claim claim, ChainFactory factory, int jobs, int threads, IProgress<ChainProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var evidence = Evidence(claim);
        var folder = System.IO.Path.Combine(path, evidence);
        try
        {
            if (claim.Experiment is { } experiment)
                return new(claim, Judge(claim, Simulate(experiment, folder, jobs, cancellation)), null, evidence);
            using var run = RunFolder.Open(folder, StudyPlan.Of(claim.Study!), claim.StudyText, claim.Changes);
            var failures = new StudyRun(run, factory).Run(jobs, threads, progress, cancellation);
            var records = RunStore.Read(run);
            ResultFiles.Write(records);
            return new(claim, Judge(claim, Rows(claim, records)), failures.Count == 0 ? null
                : string.Join(" ", failures.Select(failure => $"{failure.Arm}, seed {failure.Seed}: {failure.Reason}")), evidence);
        }
        catch (Exception e) when (e is InputException or WorkFailedException)
        {
            return new(claim, [], e.Message, evidence);
        }
    }

    /// <summary>Judges the claim from existing results; there is no verdict if they are incomplete.</summary>
    public ClaimResult Read(Claim claim)
    {
        var evidence = Evidence(claim);
        var folder = System.IO.Path.Combine(path, evidence);
        var (done, all) = Progress(claim);
        if (done < all)
            return new(claim, [], null, evidence);
        if (claim.Experiment is not null)
            return new(claim, Judge(claim, GenerationRowsCsv.Read(System.IO.Path.Combine(folder, RowsName))), null, evidence);
        using var run = RunFolder.Read(folder);
        return new(claim, Judge(claim, Rows(claim, RunStore.Read(run))), null, evidence);
    }

    private static IReadOnlyList<ClaimFinding> Judge(Claim claim, IReadOnlyList<GenerationRow> rows)
    {
        var seeds = SeedRows.Of(rows);
        return [.. claim.Tests.Select(test => test.Judge(seeds, claim.FewestSeeds))];
    }

    /// <summary>The rows of the claim's own seeds and arms, with the text columns that it uses.</summary>
    private static GenerationRow[] Rows(Claim claim, RunStore records)
    {
        var asked = claim.Tests.SelectMany(test => test.Measure.Metrics).ToHashSet();
        var arms = claim.Tests.SelectMany(test => test.Measure.Arms).ToHashSet();
        var plan = records.Folder.Plan.Arms.Where(arm => arms.Contains(arm.Id)).ToDictionary(arm => arm.Id);
        var sources = plan.ToDictionary(arm => arm.Key, arm => TextSource.Parse(arm.Value.Options.Corpus.Source));
        return
        [
            .. records.Rows.Where(row => plan.ContainsKey(row.Arm) && claim.Study!.Seeds.Contains(row.Seed))
                .Select(row => TextColumns.Add(row, records.Folder.Chain(plan[row.Arm], row.Seed), sources[row.Arm], asked)),
        ];
    }

    private static IReadOnlyList<GenerationRow> Simulate(Simulations.IExperiment experiment, string folder, int jobs,
        CancellationToken cancellation)
    {
        var file = System.IO.Path.Combine(Folders.Create(folder), RowsName);
        if (!File.Exists(file))
        {
            var tasks = experiment.Arms.SelectMany(arm => experiment.Seeds.Select(seed => (arm, seed))).ToArray();
            var rows = new GenerationRow[tasks.Length][];
            Parallel.For(0, tasks.Length, new() { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation },
                task => rows[task] = [.. experiment.Run(tasks[task].arm, tasks[task].seed)]);
            AtomicFile.WriteText(System.IO.Path.Combine(folder, WordsName), experiment.Words + "\n");
            GenerationRowsCsv.Write([.. rows.SelectMany(one => one)], file);
        }
        return GenerationRowsCsv.Read(file);
    }
}
