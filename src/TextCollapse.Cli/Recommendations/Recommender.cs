using System.Diagnostics;
using System.Globalization;
using TextCollapse.Cli.Output;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Experiments.Storage;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Reporting;
using TextCollapse.Reporting.Report;

namespace TextCollapse.Cli.Recommendations;

/// <summary>
/// Answers how much real text is needed within a time: a first look at shares over the whole range, then as many seeds as the time allows
/// at shares about the threshold, three of them in any case. The first look only chooses the shares; the answer rests on new chains.
/// </summary>
internal sealed class Recommender(Terminal terminal, ITextSource source, string model, string folder, int threads)
{
    private const int PilotSeeds = 2, FewestSeeds = 3, MostSeeds = 60;

    /// <summary>How much of the time the first look may take; else the text of a generation is halved.</summary>
    private const double PilotShare = 0.3;

    private const int FewestTrain = 6_000;

    /// <summary>Runs the study and says the answer.</summary>
    /// <exception cref="InputException">The text or the folder does not do.</exception>
    /// <exception cref="WorkFailedException">There is no answer, or a chain failed.</exception>
    public void Run(TimeSpan time, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new InputException(folder, "is not empty. Choose another folder with --out.");
        var study = Fit(RecommendedStudy.Of(source, model, cancellation), time, cancellation);
        terminal.Line(string.Create(CultureInfo.InvariantCulture,
            $"{source.Name}: {study.Train:N0} characters a generation, {study.HeldOut:N0} held out, ")
            + string.Create(CultureInfo.InvariantCulture, $"{study.Generations} generations, {model}."));

        var shares = RecommendedStudy.PilotShares;
        var pilot = Chains(Path.Combine(folder, "first-look"), study.Yaml("first-look", shares, PilotSeeds), null, cancellation);
        var (lower, upper) = Bracket(pilot, shares);
        shares = RecommendedStudy.SharesAbout(lower, upper);
        terminal.Line(string.Create(CultureInfo.InvariantCulture,
            $"First look: the threshold lies between {lower:P0} and {upper:P0}; next: {string.Join(", ", shares.Select(Percent))}, as many "
            + $"seeds as {(time - clock.Elapsed).TotalMinutes:F1} minutes allow."));

        var path = Path.Combine(folder, "study");
        Chains(path, study.Yaml("recommend", shares, FewestSeeds), null, cancellation);
        var yaml = study.Yaml("recommend", shares, MostSeeds);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(TimeSpan.FromSeconds(Math.Max(1, (time - clock.Elapsed).TotalSeconds)));
        Answer(path, Chains(path, yaml, stop, cancellation), study, clock.Elapsed);
    }

    /// <summary>Halves the text of a generation until the first look fits its part of the time, by a chain that is timed.</summary>
    private RecommendedStudy Fit(RecommendedStudy study, TimeSpan time, CancellationToken cancellation)
    {
        var timed = Path.Combine(folder, "timing");
        var watch = Stopwatch.StartNew();
        var small = study with { Generations = 1 };
        Chains(timed, small.Yaml("timing", [0, 1], 1), null, cancellation);
        // Two chains of two generations on all threads; the first look has six generations of each of its chains.
        var perGeneration = watch.Elapsed.TotalSeconds / 4;
        Directory.Delete(timed, recursive: true);
        var needed = perGeneration * RecommendedStudy.PilotShares.Count * PilotSeeds * (study.Generations + 1);
        while (needed > PilotShare * time.TotalSeconds && study.Train / 2 >= FewestTrain)
        {
            needed /= 2;
            study = study with { Train = study.Train / 2, HeldOut = Math.Max(FewestTrain / 3, study.HeldOut / 2) };
        }
        return study;
    }

    /// <summary>Runs a study, to its end or until it is stopped, and reads what there is.</summary>
    private RunStore Chains(string path, string yaml, CancellationTokenSource? stop, CancellationToken cancellation)
    {
        using var run = RunFolder.Open(path, StudyPlan.Of(StudyReader.Read(yaml, "recommend"), CompositionRoot.All), yaml);
        // The study ends with its time, so that a share of its chains would mislead.
        var progress = new RunProgress(terminal, [.. run.Plan.Chains().Select(chain => chain.Arm)], quiet: stop is not null);
        try
        {
            var failures = progress.While(() => new StudyRun(run, new ChainFactory(CompositionRoot.All, CompositionRoot.Pipelines))
                .Run(threads, threads, progress, stop?.Token ?? cancellation));
            if (failures.Count > 0)
                throw new WorkFailedException($"{failures[0].Arm}, seed {failures[0].Seed}: {failures[0].Reason}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time is over: the seeds that are finished answer.
        }
        return RunStore.Read(run);
    }

    /// <summary>The neighbouring shares of the first look between which the mean threshold lies.</summary>
    private static (double Lower, double Upper) Bracket(RunStore pilot, IReadOnlyList<double> shares)
    {
        var threshold = Threshold(pilot)?.Share.Mean.OrNaN ?? double.NaN;
        if (!double.IsFinite(threshold))
            return (0, 1);
        var upper = shares.FirstOrDefault(share => share > 0 && share >= threshold, 1);
        return (shares.LastOrDefault(share => share < threshold, 0), upper);
    }

    private static CollapseThreshold? Threshold(RunStore records)
    {
        var last = records.Folder.Plan.Arms[0].Options.Generations;
        var finished = records.Chains.GroupBy(chain => chain.Seed)
            .Where(seed => seed.All(chain => chain.Facts.Count == last + 1)).Select(seed => seed.Key).ToHashSet();
        return CollapseThreshold.Of([.. records.Rows.Where(row => finished.Contains(row.Seed))],
            [.. records.Folder.Plan.Arms.Select(arm => (arm.Id, ((RealShareMixing)arm.Options.Mixing).RealShare))],
            GenerationMeter.BpcReal.Id);
    }

    private void Answer(string path, RunStore records, RecommendedStudy study, TimeSpan elapsed)
    {
        if (Threshold(records) is not { } threshold || threshold.Share.Seeds < FewestSeeds)
            throw new WorkFailedException($"The loss on held-out real text is undefined in too many chains for an answer; see {path}.");
        ResultFiles.Write(records);
        var page = ReportFile.Write(records.Folder);
        var seeds = threshold.Share.Seeds;
        var share = threshold.Share;
        terminal.Line();
        terminal.Line($"Keep at least {Percent(share.Mean.Value)} real text [{Percent(share.Lower.Value)}, {Percent(share.Upper.Value)}] "
            + "in what each generation is trained on: from there on the loss on held-out real text rises at most "
            + $"{Percent(threshold.Tolerance)} more than with real text alone (95 % interval over {CollapseSentences.Seeds(seeds)}).");
        terminal.Line(string.Create(CultureInfo.InvariantCulture,
            $"This assumes models like those of the study ({(model == "gru" ? "a GRU of 64 units" : "n-grams of order 5")}), ")
            + string.Create(CultureInfo.InvariantCulture,
                $"{study.Train:N0} characters a generation, plain sampling, the same real text in every generation, ")
            + "and a loss that does not rise with the share of real text.");
        terminal.Line(string.Create(CultureInfo.InvariantCulture,
            $"It does not cover larger models, other decoding, or more than {study.Generations} generations, which may need more; ")
            + $"'textcollapse run {path}' adds seeds up to {MostSeeds}, and 'textcollapse recommend TEXT --model gru --minutes 60' asks a "
            + "neural model.");
        terminal.Line($"  {page}  (picture and table; {elapsed.TotalMinutes.ToString("F1", CultureInfo.InvariantCulture)} minutes)");
    }

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
