using System.CommandLine;
using System.Globalization;
using TextCollapse.Cli.Recommendations;

namespace TextCollapse.Cli.Commands;

/// <summary><c>recommend TEXT</c>: how much real text a chain needs that is trained on text like this.</summary>
internal static class RecommendCommand
{
    public static Command Create(Terminal terminal)
    {
        var text = new Argument<string>("text") { Description = "your text: a file, a folder, or a source such as dotnet-docs" };
        var minutes = new Option<double>("--minutes")
        {
            Description = "how long it may take",
            HelpName = "N",
            DefaultValueFactory = _ => 10,
        };
        minutes.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var given)
                && given is not (> 0 and <= 10_000))
                result.AddError($"--minutes: is {token.Value}; it is above 0 and at most 10,000.");
        });
        var model = new Option<string>("--model") { Description = "what is trained", DefaultValueFactory = _ => "ngram" }
            .AcceptOnlyFromAmong("ngram", "gru");
        var output = new Option<string?>("--out") { Description = "the folder of the results (runs/recommend-NAME)", HelpName = "DIR" };
        var threads = CountOption.Threads("threads in all (one per core); more of them make more seeds in the time given");
        var command = new Command("recommend",
            "Says how much real text a chain needs that is trained on text like yours, from a small study on it.")
        {
            text, minutes, model, output, threads,
        };
        command.SetAction((words, cancellation) =>
        {
            var name = words.GetValue(text)!;
            var folder = words.GetValue(output) ?? Path.Combine("runs", $"recommend-{NameOf(name)}");
            var recommender = new Recommender(terminal, TextWords.Source(name), words.GetValue(model)!, folder, words.GetValue(threads));
            recommender.Run(TimeSpan.FromMinutes(words.GetValue(minutes)), cancellation);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static string NameOf(string text)
    {
        var name = Path.Exists(text) ? Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(text))) : text;
        return string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
    }
}
