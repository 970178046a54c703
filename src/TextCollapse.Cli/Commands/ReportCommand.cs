using System.CommandLine;
using TextCollapse.Experiments.Storage;
using TextCollapse.Reporting.Report;

namespace TextCollapse.Cli.Commands;

/// <summary><c>report DIR</c>: writes one page with the results of a run, and its figures as files.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("folder") { Description = "folder of a run" };
        var output = new Option<string?>("--out")
        {
            Description = "file for the page (default: DIR/report.html); the figures are written to the same folder",
            HelpName = "FILE"
        };
        var command = new Command("report",
            "Writes one self-contained page with the results of a run, its figures as SVG and their values as CSV.") { folder, output };
        command.SetAction(parsed =>
        {
            using var run = RunFolder.Read(parsed.GetValue(folder)!);
            terminal.Line(ReportFile.Write(run, parsed.GetValue(output)));
            return ExitCode.Done;
        });
        return command;
    }
}
