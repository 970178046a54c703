using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace TextCollapse.Cli.Output;

/// <summary>Shows how far a command has come: a bar on a terminal, in a log a line on standard error every ten seconds.</summary>
internal static class ShareProgress
{
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(10);

    /// <summary>Runs the work, which reports the share that is done.</summary>
    public static T While<T>(Terminal terminal, string doing, Func<IProgress<double>, T> work)
    {
        if (!terminal.IsLive)
            return work(new Lines(terminal, doing));
        return terminal.Console.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(),
            new TaskDescriptionColumn { Alignment = Justify.Left }, new RemainingTimeColumn())
            .Start(context => work(new Bar(context.AddTask(doing, maxValue: 1))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }

    private sealed class Lines(Terminal terminal, string doing) : IProgress<double>
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private TimeSpan _told;

        public void Report(double value)
        {
            if (_clock.Elapsed - _told < LogEvery)
                return;
            _told = _clock.Elapsed;
            terminal.Error(string.Create(CultureInfo.InvariantCulture, $"{doing}: {100 * value:0} %, {_clock.Elapsed.TotalSeconds:0} s"));
        }
    }
}
