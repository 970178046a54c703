using System.Diagnostics;
using Spectre.Console;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Generation;

namespace TextCollapse.Cli.Output;

/// <summary>
/// Shows the progress of a run: a bar with the remaining time on a terminal, a line every ten seconds in a log. Chains are weighted
/// by their expected time, because an arm with a large model takes more of the run than one with a small model.
/// </summary>
/// <param name="terminal">The terminal.</param>
/// <param name="chains">The arms of the chains, one for each chain.</param>
/// <param name="quiet">Whether to print nothing.</param>
internal sealed class RunProgress(Terminal terminal, IReadOnlyCollection<Arm> chains, bool quiet) : IProgress<ChainProgress>
{
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(10);

    private readonly Dictionary<(string, long), double> _done = [];
    private readonly Dictionary<string, double> _generationSeconds = chains.DistinctBy(arm => arm.Id)
        .ToDictionary(arm => arm.Id, arm => StudySize.GenerationSeconds(arm.Options));
    private readonly double _all = chains.Sum(arm => (arm.Options.Generations + 1) * StudySize.GenerationSeconds(arm.Options));
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _gate = new();
    private TimeSpan _lastLine;
    private double _sum;
    private (double Share, TimeSpan Time)? _start;
    private string _doing = "";

    /// <summary>The share done, 0 to 1.</summary>
    internal double Share => _sum / _all;

    /// <summary>Time since the run began.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    public void Report(ChainProgress value)
    {
        lock (_gate)
        {
            var done = value.Generation + value.Phase switch
            {
                ChainPhase.Waiting => 0,
                ChainPhase.Training => 0.8 * value.Share,
                ChainPhase.Writing => 0.8 + 0.15 * value.Share,
                _ => 1,
            };
            var key = (value.Arm, value.Seed);
            _sum += _generationSeconds[value.Arm] * (done - _done.GetValueOrDefault(key));
            _done[key] = done;
            _doing = $"{value.Arm}, seed {value.Seed}, generation {value.Generation}/{value.Generations}"
                + (value.Phase == ChainPhase.Waiting ? ", waiting for the model that another chain trains" : "");
            if (!terminal.IsLive && !quiet && _clock.Elapsed - _lastLine > LogEvery)
            {
                _lastLine = _clock.Elapsed;
                terminal.Line($"{Share,4:P0}  {Clock(_clock.Elapsed)} elapsed, {Left()} left  {_doing}");
            }
        }
    }

    /// <summary>Runs the work with a live bar on a terminal.</summary>
    public T While<T>(Func<T> work)
    {
        if (!terminal.IsLive || quiet)
            return work();
        return terminal.Console.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(),
            new TaskDescriptionColumn { Alignment = Justify.Left }).Start(context =>
        {
            var bar = context.AddTask("starting", maxValue: 1);
            using var timer = new Timer(_ =>
            {
                lock (_gate)
                {
                    bar.Value = Share;
                    bar.Description = Markup.Escape($"{Left()} left  {_doing}");
                }
            }, null, 0, 250);
            return work();
        });
    }

    /// <summary>The remaining time. Generations that were finished before the start are excluded: they would distort the rate.</summary>
    private string Left()
    {
        if (_start is null && _clock.Elapsed > TimeSpan.FromSeconds(0.5))
            _start = (Share, _clock.Elapsed);
        return _start is not var (share, time) || Share - share < 0.002 ? "…"
            : Clock((_clock.Elapsed - time) * ((1 - Share) / (Share - share)));
    }

    private static string Clock(TimeSpan time) => time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time:mm\\:ss} h" : $"{time:m\\:ss} min";
}
