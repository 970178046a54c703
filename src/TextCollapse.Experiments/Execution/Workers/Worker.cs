using System.Diagnostics;
using System.Globalization;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Experiments.Execution.Workers;

/// <summary>
/// The worker side of <see cref="WorkerRun"/>: reads chain numbers from standard input, one per line, runs each chain, and reports progress
/// as lines of JSON. When the input ends while a chain runs, the parent has exited or requests a stop, and the chain stops at the next safe
/// point.
/// </summary>
public sealed class Worker(RunFolder folder, ChainRun run, int threads, TextReader input, TextWriter output)
{
    /// <summary>A chain whose worker was killed stays locked until that process has exited.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(0.2);

    private readonly Lock _gate = new();

    /// <summary>Runs chains until the input ends.</summary>
    /// <exception cref="OperationCanceledException">Stopped before the current chain was finished.</exception>
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
        var (arm, seed) = folder.Plan.Chain(index);
        ChainFailure? failure;
        try
        {
            failure = run.Run(arm, seed, threads, Patience, new ProgressWriter(this, index), stop);
        }
        catch (OperationCanceledException)
        {
            Send(new(index, End: ChainEnd.Stopped));
            throw;
        }
        catch (Exception e) when (e is InputException or WorkFailedException)
        {
            failure = ChainFailure.Of(arm.Id, seed, e);
        }
        Send(new(index, End: failure is null ? ChainEnd.Done : ChainEnd.Failed, Failure: failure));
    }

    private void Send(WorkerMessage message)
    {
        lock (_gate)
        {
            output.WriteLine(message.ToLine());
            output.Flush();
        }
    }

    /// <summary>On a separate thread, since a console cannot be read asynchronously.</summary>
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
            // The last chain finished before the input ended.
        }
    }

    /// <summary>Sends every committed generation at once, and other progress a few times a second.</summary>
    private sealed class ProgressWriter(Worker worker, int index) : IProgress<ChainProgress>
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private TimeSpan _lastSent;

        public void Report(ChainProgress value)
        {
            if (value.Phase != ChainPhase.Committed && _clock.Elapsed - _lastSent < ReportInterval)
                return;
            _lastSent = _clock.Elapsed;
            worker.Send(new(index, Progress: value));
        }
    }
}
