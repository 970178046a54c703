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

/// <summary><c>claims list | run</c>: published claims, and the verdicts on them from studies run here.</summary>
internal static class ClaimsCommand
{
    private static readonly string Folder = Path.Combine("runs", "claims");

    public static Command Create(Terminal terminal) => new("claims", "Tests published claims in small studies.")
    {
        List(terminal), Run(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var (output, corpora) = (Output(), Corpora());
        var command = new Command("list", "Lists all claims with their cost and progress.") { output, corpora };
        command.SetAction(parsed =>
        {
            var (folder, sources) = (new ClaimsFolder(parsed.GetValue(output)!), Sources(parsed.GetValue(corpora)));
            var table = new Table().Border(TableBorder.Rounded).AddColumns("claim", "statement", "cost", "state");
            foreach (var id in ClaimFiles.Ids)
            {
                var claim = ClaimFiles.Find(id, sources);
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
            Description = "ids of claims, or claim files (default: all claims)",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var (output, corpora) = (Output(), Corpora());
        var jobs = CountOption.Of("--jobs", "N", "chains run in parallel (default: the number of threads)");
        var threads = CountOption.Threads("total number of threads; results do not depend on it");
        var quiet = new Option<bool>("--quiet") { Description = "prints only the verdicts and the paths of the pages" };
        var command = new Command("run", "Starts or resumes the studies of claims and gives the verdicts.")
        {
            ids, output, corpora, jobs, threads, quiet,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            terminal, parsed.GetValue(ids) ?? [], parsed.GetValue(output)!, Sources(parsed.GetValue(corpora)),
            parsed.GetValue(jobs), parsed.GetValue(threads), parsed.GetValue(quiet), cancellation)));
        return command;
    }

    private static int Run(
        Terminal terminal, string[] ids, string output, IReadOnlyDictionary<string, string> corpora, int? jobs, int threads, bool quiet,
        CancellationToken cancellation)
    {
        var requested = (ids.Length == 0 ? ClaimFiles.Ids : ids).Select(id => ClaimFiles.Find(id, corpora)).ToArray();
        if (requested.GroupBy(claim => claim.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InputException(twice.Key, "is given twice; the id of a claim is unique.");
        var others = ClaimFiles.Ids.Except(requested.Select(claim => claim.Id)).Select(id => ClaimFiles.Find(id, corpora)).ToArray();
        var folder = new ClaimsFolder(output);
        var factory = new ChainFactory(CompositionRoot.All, CompositionRoot.Pipelines);
        var results = requested.Concat(others).OrderBy(claim => claim.Id, StringComparer.Ordinal)
            .ToDictionary(claim => claim.Id, folder.Read);
        var clock = Stopwatch.StartNew();
        // Cheap claims first, so that an interrupted run has decided as many as possible.
        foreach (var claim in requested.OrderBy(Cost))
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
        var verdicts = requested.GroupBy(claim => results[claim.Id].Words).Select(group => $"{group.Count()} {group.Key}");
        if (!quiet)
            terminal.Line($"{requested.Length} {(requested.Length == 1 ? "claim" : "claims")} in {clock.Elapsed.TotalSeconds:F0} s: "
                + $"{string.Join(", ", verdicts)}.");
        foreach (var path in ClaimsPages.Write(output, [.. results.Values]))
            terminal.Line(quiet ? path : $"  {path}");
        return requested.Any(claim => results[claim.Id].NeedsAttention) ? ExitCode.Unfulfilled : ExitCode.Done;
    }

    private static ClaimResult RunOne(
        Terminal terminal, ClaimsFolder folder, Claim claim, ChainFactory factory, int jobs, int threads, bool quiet,
        CancellationToken cancellation)
    {
        if (claim.Study is null)
            return folder.Run(claim, factory, threads, threads, null, cancellation);
        var plan = StudyPlan.Of(claim.Study);
        var progress = new RunProgress(terminal, [.. plan.Chains().Select(chain => chain.Arm)], quiet);
        return progress.While(() => folder.Run(claim, factory, jobs, threads, progress, cancellation));
    }

    private static double Cost(Claim claim)
    {
        return claim.Study is { } study ? study.Arms().Sum(OfArm) * study.Seeds.Count : 0;

        static double OfArm(Arm arm) =>
            (double)arm.Options.Corpus.Train * arm.Options.Generations * (arm.Options.Model is NeuralModelOptions ? 1e3 : 1);
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
        Description = "folder for the claims",
        HelpName = "DIR",
        DefaultValueFactory = _ => Folder,
    };

    private static Option<string[]> Corpora() => new("--corpus")
    {
        Description = "replaces the source of a text that claims use: --corpus tiny-shakespeare=file:input.txt",
        HelpName = "NAME=SOURCE",
    };

    private static Dictionary<string, string> Sources(string[]? options)
    {
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in options ?? [])
        {
            if (option.IndexOf('=') is not (var at and > 0))
                throw new InputException("--corpus", $"'{option}' is not NAME=SOURCE.");
            if (!sources.TryAdd(option[..at], option[(at + 1)..]))
                throw new InputException("--corpus", $"'{option[..at]}' is given twice.");
        }
        return sources;
    }
}
