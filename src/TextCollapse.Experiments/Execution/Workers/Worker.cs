using System.Diagnostics;
using System.Globalization;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Execution.Workers;

/// <summary>
/// The working side of <see cref="WorkerRun"/>: reads numbers of chains from standard input, one per line, runs each, and tells how far it
/// is in lines of JSON. When the input ends while a chain runs, whoever asked is gone or wants it to stop, and the chain stops at the next
/// safe place.
/// </summary>
public sealed class Worker(RunFolder folder, ChainRun run, int threads, TextReader input, TextWriter output)
{
    /// <summary>A chain whose last worker was killed is still locked for as long as that one takes to be gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(0.2);

    private readonly Lock _gate = new();

    /// <summary>Works until the input ends.</summary>
    /// <exception cref="OperationCanceledException">Told to stop before the chain at hand was finished.</exception>
    public void Work(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var next = ReadLine();
        while (Wait(next, cancellation) is { } line)
        {
            var index = int.TryParse(line, CultureInfo.InvariantCulture, out var number) ? number
                : throw new InputException("standard input", $"'{line}' is not the number of a chain.");
            next = ReadLine();
            _ = next.ContinueWith(
                read =>
                {
                    if (read.Status == TaskStatus.RanToCompletion && read.Result is null)
                        TryStop(stop);
                },
                TaskScheduler.Default);
            Run(index, stop.Token);
        }
    }

    private void Run(int index, CancellationToken stop)
    {
        var (cell, seed) = folder.Plan.Chain(index);
        ChainFailure? failure;
        try
        {
            failure = run.Run(cell, seed, threads, Patience, new Teller(this, index), stop);
        }
        catch (OperationCanceledException)
        {
            Tell(new(index, End: ChainEnd.Stopped));
            throw;
        }
        catch (Exception e) when (e is InputException or WorkFailedException)
        {
            failure = ChainFailure.Of(cell.Id, seed, e);
        }
        Tell(new(index, End: failure is null ? ChainEnd.Done : ChainEnd.Failed, Failure: failure));
    }

    private void Tell(WorkerMessage message)
    {
        lock (_gate)
        {
            output.WriteLine(message.ToLine());
            output.Flush();
        }
    }

    /// <summary>On a thread of its own: a console cannot be read asynchronously.</summary>
    private Task<string?> ReadLine() => Task.Factory.StartNew(input.ReadLine, TaskCreationOptions.LongRunning);

    private static string? Wait(Task<string?> line, CancellationToken cancellation)
    {
        line.Wait(cancellation);
        return line.Result;
    }

    private static void TryStop(CancellationTokenSource stop)
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The last chain was finished before the input ended: there is nothing to stop.
        }
    }

    /// <summary>Passes on every committed generation, and what happens between them a few times a second.</summary>
    private sealed class Teller(Worker worker, int index) : IProgress<ChainProgress>
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private TimeSpan _told;

        public void Report(ChainProgress value)
        {
            if (value.Phase != ChainPhase.Committed && _clock.Elapsed - _told < TellEvery)
                return;
            _told = _clock.Elapsed;
            worker.Tell(new(index, Progress: value));
        }
    }
}
