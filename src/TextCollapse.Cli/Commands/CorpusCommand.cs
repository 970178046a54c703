using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TextCollapse.Cli.Output;
using TextCollapse.Corpora;

namespace TextCollapse.Cli.Commands;

/// <summary><c>corpus list | get | show</c>: the sources of real text.</summary>
internal static class CorpusCommand
{
    public static Command Create(Terminal terminal) =>
        new("corpus", "Lists, downloads and shows text sources.") { List(terminal), Get(terminal), Show(terminal) };

    private static Command List(Terminal terminal)
    {
        var command = new Command("list", "Lists all text sources, with the terms and sizes of public texts.");
        command.SetAction(_ =>
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns("source", "description", "terms", "size", "on this machine");
            foreach (var source in CorpusListing.All(TextCache.OfUser))
                table.AddRow(new Text(source.Name), new Text(source.Description), new Text(source.Licence),
                    new Text(source.Bytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F1} MB") : ""),
                        new Text(source.IsHere ? "yes" : "corpus get"));
            terminal.Console.Write(table);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Get(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "name of a public text, as in 'corpus list'" };
        var command = new Command("get", "Downloads a public text, or resumes an interrupted download; its hash is checked.") { name };
        command.SetAction(async (parsed, cancellation) =>
        {
            var requested = parsed.GetValue(name)!;
            var text = PublicText.All.FirstOrDefault(one => one.Name == requested) ?? throw Unknown(requested);
            terminal.Line($"{text.Name} from {text.Address} ({text.Licence})");
            var report = new DownloadReport(terminal);
            terminal.Line(await CorpusDownload.GetAsync(text, TextCache.OfUser, report, cancellation).ConfigureAwait(false));
            return ExitCode.Done;
        });
        return command;
    }

    private static InputException Unknown(string name)
    {
        string[] names = [.. PublicText.All.Select(text => text.Name)];
        var suggestion = Nearest.To(name, names) is { } nearest ? $"; did you mean '{nearest}'?" : ".";
        return new InputException(name, $"is not a public text{suggestion} The public texts are {string.Join(", ", names)}.");
    }

    private static Command Show(Terminal terminal)
    {
        var source = new Argument<string>("source") { Description = "a source from 'corpus list', a file or a folder" };
        var command = new Command("show", "Shows the size of a source and its first documents.") { source };
        command.SetAction((parsed, cancellation) =>
        {
            var preview = CorpusPreview.Of(TextWords.Source(parsed.GetValue(source)!), documents: 3, cancellation: cancellation);
            var size = preview is { Characters: { } characters, Documents: { } documents }
                ? $"{Count.Of(characters, "character")} in {Count.Of(documents, "document")}"
                : "sampled, unlimited";
            var entropy = preview.EntropyPerCharacter is { } nats
                ? string.Create(CultureInfo.InvariantCulture, $", true entropy {nats / Math.Log(2):F4} bits per character")
                : "";
            terminal.Line(string.Create(CultureInfo.InvariantCulture,
                $"{preview.Name.TrimEnd(':')}: {size}, alphabet of {preview.Alphabet.Size} characters{entropy}"));
            foreach (var document in preview.First)
            {
                terminal.Line();
                terminal.Line(PlainText.ForTerminal(document.Length > 600 ? document[..600] + "…" : document));
            }
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    /// <summary>Prints a line for each 10 % of a download.</summary>
    private sealed class DownloadReport(Terminal terminal) : IProgress<DownloadProgress>
    {
        private long _tenths;

        public void Report(DownloadProgress value)
        {
            if (value.Total > 0 && value.Bytes * 10 / value.Total is var tenths && tenths > _tenths)
            {
                _tenths = tenths;
                terminal.Line(string.Create(CultureInfo.InvariantCulture, $"  {tenths * 10} % of {value.Total / 1e6:F1} MB"));
            }
        }
    }
}
