using System.Globalization;
using System.Security.Cryptography;
using TextCollapse.Cli.Output;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Cli.Commands;

/// <summary>
/// <c>review DIR --quiz N</c>: blind votes on excerpts of held-out real text and of generated text, half of each on average. The right
/// answers are shown only at the end, so that they cannot be learned during the quiz. Votes are stored in the chain's <c>votes.jsonl</c>.
/// </summary>
internal static class ReviewQuiz
{
    private const int Length = 240;

    public static void Run(Terminal terminal, string folder, ChainStore record, RealText real, string voter, int questions,
        TextReader answers)
    {
        if (record.Committed == 0)
            throw new InputException(folder, "has no finished generation yet; run it first.");
        var votes = VoteLog.Open(folder);
        terminal.Line($"Real or generated? r or g; an empty line quits. Votes of {voter} are stored in {VoteLog.FileName}.");
        for (var question = 0; question < questions; question++)
        {
            var (generation, isReal) = (RandomNumberGenerator.GetInt32(record.Committed), RandomNumberGenerator.GetInt32(2) == 0);
            var item = QuizItem.From(isReal ? real.HeldOut : record.Text(generation), generation, isReal, Length,
                RandomNumberGenerator.GetInt32);
            terminal.Line();
            terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{question + 1}/{questions}  {PlainText.ForTerminal(item.Text)}"));
            if (Answer(terminal, answers) is not { } votedReal)
                break;
            if (!votes.Cast(new Vote(voter, item.Id, generation, isReal, votedReal, TimeProvider.System.GetUtcNow())))
                terminal.Line("You have already voted on this text; the first vote counts.");
        }
        terminal.Line();
        terminal.Line("generation  right  accuracy  95 % interval (all votes so far; guessing gives 50 %)");
        foreach (var (generation, accuracy) in votes.ByGeneration())
            terminal.Line(string.Create(CultureInfo.InvariantCulture,
                $"{generation,10}  {$"{accuracy.Right}/{accuracy.All}",5}  {accuracy.Share.Value,8:P0}  {accuracy.Lower:P0} to "
                + $"{accuracy.Upper:P0}"));
    }

    /// <summary>True for real, false for generated, null at the end.</summary>
    private static bool? Answer(Terminal terminal, TextReader answers)
    {
        while (answers.ReadLine()?.Trim() is { Length: > 0 } line)
            switch (char.ToLowerInvariant(line[0]))
            {
                case 'r':
                    return true;
                case 'g':
                    return false;
                default:
                    terminal.Line("r for real, g for generated; an empty line quits.");
                    break;
            }
        return null;
    }
}
