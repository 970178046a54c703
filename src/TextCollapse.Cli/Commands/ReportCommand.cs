using System.CommandLine;
using TextCollapse.Experiments.Storage;
using TextCollapse.Reporting.Report;

namespace TextCollapse.Cli.Commands;

/// <summary><c>report DIR</c>: one page that shows what a run found, and its figures as files.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("folder") { Description = "the folder of a run" };
        var output = new Option<string?>("--out")
        {
            Description = "the page (DIR/report.html); the figures are put beside it",
            HelpName = "FILE"
        };
        var command = new Command("report",
            "Writes one self-contained page of what a run found, and its figures as SVG with their numbers as CSV.") { folder, output };
        command.SetAction(words =>
        {
            using var run = RunFolder.Read(words.GetValue(folder)!);
            terminal.Line(ReportFile.Write(run, words.GetValue(output)));
            return ExitCode.Done;
        });
        return command;
    }
}
