using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;
using TextCollapse.Claims;
using TextCollapse.Claims.Pages;
using TextCollapse.Cli.Output;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Models;

namespace TextCollapse.Cli.Commands;

/// <summary><c>claims list | run</c>: published claims and their verdicts here.</summary>
internal static class ClaimsCommand
{
    private static readonly string Folder = Path.Combine("runs", "claims");

    public static Command Create(Terminal terminal) => new("claims", "Published claims, put to the test in a small setting.")
    {
        List(terminal), Run(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var (output, corpora) = (Output(), Corpora());
        var command = new Command("list", "All claims, what each costs, and how far it has got.") { output, corpora };
        command.SetAction(words =>
        {
            var (folder, named) = (new ClaimsFolder(words.GetValue(output)!), Named(words.GetValue(corpora)));
            var table = new Table().Border(TableBorder.Rounded).AddColumns("claim", "what it says", "cost", "state");
            foreach (var id in ClaimFiles.Ids)
            {
                var claim = ClaimFiles.Find(id, named);
                table.AddRow(new Text(id), new Text(claim.Says), new Text(claim.Cost), new Text(State(folder, claim)));
            }
            terminal.Console.Write(table);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Run(Terminal terminal)
    {
        var ids = new Argument<string[]>("ID")
        {
            Description = "claims by id, or claim files; all claims where none is named",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var (output, corpora) = (Output(), Corpora());
        var jobs = CountOption.Of("--jobs", "N", "chains at a time (as many as threads)");
        var threads = CountOption.Threads("threads in all (one per core); no result depends on them");
        var quiet = new Option<bool>("--quiet") { Description = "only the verdicts and the paths of the pages" };
        var command = new Command("run", "Starts or resumes the claims' studies, and judges.")
        {
            ids, output, corpora, jobs, threads, quiet,
        };
        command.SetAction((words, cancellation) => Task.FromResult(Run(
            terminal, words.GetValue(ids) ?? [], words.GetValue(output)!, Named(words.GetValue(corpora)),
            words.GetValue(jobs), words.GetValue(threads), words.GetValue(quiet), cancellation)));
        return command;
    }

    private static int Run(
        Terminal terminal, string[] ids, string output, IReadOnlyDictionary<string, string> corpora, int? jobs, int threads, bool quiet,
        CancellationToken cancellation)
    {
        var asked = (ids.Length == 0 ? ClaimFiles.Ids : ids).Select(id => ClaimFiles.Find(id, corpora)).ToArray();
        if (asked.GroupBy(claim => claim.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InputException(twice.Key, "is asked for twice; a claim has an id of its own.");
        var others = ClaimFiles.Ids.Except(asked.Select(claim => claim.Id)).Select(id => ClaimFiles.Find(id, corpora)).ToArray();
        var folder = new ClaimsFolder(output);
        var factory = new ChainFactory(CompositionRoot.All, CompositionRoot.Pipelines);
        var results = asked.Concat(others).OrderBy(claim => claim.Id, StringComparer.Ordinal).ToDictionary(claim => claim.Id, folder.Read);
        var clock = Stopwatch.StartNew();
        // What is quick first: an interrupted run has then decided most.
        foreach (var claim in asked.OrderBy(Weight))
        {
            var (done, chains) = folder.Progress(claim);
            var what = claim.Study is { } study ? $"study {study.Name}" : "simulation";
            if (!quiet && done < chains)
                terminal.Line($"{claim.Id}: {what}, {(done == 0 ? "" : $"{done} of {chains} chains done, ")}{claim.Cost}");
            var result = RunOne(terminal, folder, claim, factory, Math.Min(jobs ?? threads, chains), threads, quiet, cancellation);
            results[claim.Id] = result;
            terminal.Line($"{claim.Id}: {result.Words}{(result.Failure is { } failure ? $": {failure}" : "")}");
            ClaimsPages.Write(output, [.. results.Values]);
        }
        var verdicts = asked.GroupBy(claim => results[claim.Id].Words).Select(group => $"{group.Count()} {group.Key}");
        if (!quiet)
            terminal.Line($"{asked.Length} {(asked.Length == 1 ? "claim" : "claims")} in {clock.Elapsed.TotalSeconds:F0} s: "
                + $"{string.Join(", ", verdicts)}.");
        foreach (var path in ClaimsPages.Write(output, [.. results.Values]))
            terminal.Line(quiet ? path : $"  {path}");
        return asked.Any(claim => results[claim.Id].NeedsAttention) ? ExitCode.Unfulfilled : ExitCode.Done;
    }

    private static ClaimResult RunOne(
        Terminal terminal, ClaimsFolder folder, Claim claim, ChainFactory factory, int jobs, int threads, bool quiet,
        CancellationToken cancellation)
    {
        if (claim.Study is null)
            return folder.Run(claim, factory, threads, threads, null, cancellation);
        var plan = StudyPlan.Of(claim.Study);
        var progress = new RunProgress(terminal, [.. plan.Chains().Select(chain => chain.Cell)], quiet);
        return progress.While(() => folder.Run(claim, factory, jobs, threads, progress, cancellation));
    }

    private static double Weight(Claim claim)
    {
        return claim.Study is { } study ? study.Cells().Sum(OfCell) * study.Seeds.Count : 0;

        static double OfCell(Cell cell) =>
            (double)cell.Options.Corpus.Train * cell.Options.Generations * (cell.Options.Model is NeuralModelOptions ? 1e3 : 1);
    }

    private static string State(ClaimsFolder folder, Claim claim)
    {
        var (done, all) = folder.Progress(claim);
        if (done == 0)
            return "not run";
        return done < all ? $"{done} of {all} chains" : folder.Read(claim).Words;
    }

    private static Option<string> Output() => new("--out")
    {
        Description = $"the folder of the claims ({Folder})",
        HelpName = "DIR",
        DefaultValueFactory = _ => Folder,
    };

    private static Option<string[]> Corpora() => new("--corpus")
    {
        Description = "another source for a text that a claim names: --corpus tiny-shakespeare=file:input.txt",
        HelpName = "NAME=SOURCE",
    };

    private static Dictionary<string, string> Named(string[]? words)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words ?? [])
        {
            if (word.IndexOf('=') is not (var at and > 0))
                throw new InputException("--corpus", $"'{word}' is not NAME=SOURCE.");
            if (!named.TryAdd(word[..at], word[(at + 1)..]))
                throw new InputException("--corpus", $"'{word[..at]}' is named twice.");
        }
        return named;
    }
}
