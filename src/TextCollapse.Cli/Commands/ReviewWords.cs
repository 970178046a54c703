using System.Globalization;
using TextCollapse.Experiments.Review;

namespace TextCollapse.Cli.Commands;

/// <summary>
/// Parses the commands of a reviewer: <c>reject 3 7</c>, <c>keep</c>, <c>edit 4 TEXT</c>, <c>inject 20 %</c>, <c>set KEY=VALUE</c>,
/// <c>roll back 2</c>, <c>branch FOLDER [after 2]</c>, <c>note …</c>.
/// </summary>
internal static class ReviewWords
{
    /// <summary>The commands, in one line.</summary>
    public const string Help =
        "reject 3 7 | keep [3 7] | edit 4 [TEXT] | inject 20 % | set decoding.temperature=0.8 | roll back 2 | branch FOLDER | note TEXT";

    private static readonly string[] Verbs = ["reject", "keep", "edit", "inject", "set", "roll", "branch", "note"];

    /// <summary>The decision that a line describes, and the text of a note. For <c>branch</c>, the folder is as typed.</summary>
    /// <exception cref="InputException">The line is not a valid command.</exception>
    public static (DecisionAct Act, string? Note) Parse(string line, int generation)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var rest = line.Trim()[(words.Length == 0 ? 0 : words[0].Length)..].Trim();
        return (words.FirstOrDefault() ?? "") switch
        {
            "reject" => (new RejectDocuments(Numbers(words[1..])), null),
            "keep" => (new KeepDocuments(Numbers(words[1..])), null),
            "edit" when words.Length >= 3 => (new EditDocument(Number(words[1]), rest[words[1].Length..].Trim()), null),
            "edit" => throw new InputException("edit", "takes the number of a document and its text: edit 4 The new text."),
            "inject" => (new InjectRealText(Percent(rest)), null),
            "set" when rest.IndexOf('=', StringComparison.Ordinal) is var at and > 0 =>
                (new ChangeSetting(rest[..at].Trim(), rest[(at + 1)..].Trim()), null),
            "set" => throw new InputException("set", "takes key=value: set decoding.temperature=0.8."),
            "roll" when words.Length is 3 && words[1] == "back" => (new RollBack(Number(words[2])), null),
            "roll" => throw new InputException("roll back", "takes the number of a generation: roll back 2."),
            "branch" when words.Length == 2 => (new BranchOff(generation, words[1]), null),
            "branch" when words.Length == 4 && words[2] == "after" => (new BranchOff(Number(words[3]), words[1]), null),
            "branch" => throw new InputException("branch", "takes a new folder: branch runs/other, or branch runs/other after 2."),
            "note" => (new TakeNote(), rest),
            var other =>
                throw new InputException("review",
                $"'{other}' is not a command"
                + $"{(Nearest.To(other, Verbs) is { } nearest ? $"; did you mean '{nearest}'?" : $"; the commands are {Help}.")}"),
        };
    }

    private static int[] Numbers(string[] words) => [.. words.Select(Number)];

    private static int Number(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InputException("review", $"'{word}' is not an integer.");

    private static double Percent(string text) =>
        double.TryParse(text.Replace("real", "", StringComparison.Ordinal).TrimEnd('%', ' '), NumberStyles.Float,
        CultureInfo.InvariantCulture, out var percent)
        ? percent / 100 : throw new InputException("inject", $"'{text}' is not a percentage: inject 20 %.");
}
