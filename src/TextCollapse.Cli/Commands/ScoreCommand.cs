using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TextCollapse.Corpora;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Model;
using TextCollapse.Models;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Commands;

/// <summary><c>score MODEL TEXT</c>: how well a saved model predicts a text, in total and per character.</summary>
internal static class ScoreCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("model") { Description = "the .safetensors file of a model" };
        var text = new Argument<string>("text") { Description = "a file, a folder, or a source such as dotnet-docs" };
        var json = new Option<bool>("--json") { Description = "prints the values as JSON" };
        var perCharacter = new Option<string?>("--per-character")
        {
            Description = "one row per character: document, position, code point, the character in quotes, nats (empty outside the "
                + "alphabet)",
            HelpName = "FILE.csv",
        };
        var length = CountOption.Of(
            "--document-length", "N", "approximate length of the documents the text is cut into", () => DocumentCutter.CustomaryLength);
        var threads = CountOption.Threads();
        var command = new Command("score", "Scores a text under a saved model.") { model, text, json, perCharacter, length, threads };
        command.SetAction((parsed, cancellation) =>
        {
            var name = parsed.GetValue(text)!;
            if (parsed.GetValue(perCharacter) is { } path)
                OutputFile.Of("--per-character", path, name, parsed.GetValue(model));
            var loaded = ModelFile.Load(parsed.GetValue(model)!);
            TextWords.WarnOfMarkup(terminal, name);
            var texts = TextWords.Read(name, parsed.GetValue(length), cancellation);
            var view = new ModelView(MeasuredText.Of(texts, new TextCoding(TextUnit.Scalar)), loaded, parsed.GetValue(threads));
            if (view.Refused is { } reason)
                throw new InputException(name, $"{reason}; a score of the rest would not describe the text.");
            if (parsed.GetValue(perCharacter) is { } rows)
                WritePerCharacter(loaded.Alphabet, texts, view.Nll, rows);
            var score = view.Likelihood;
            if (parsed.GetValue(json))
                terminal.Out.WriteLine(JsonSerializer.Serialize(new
                {
                    model = loaded.Card.Summary,
                    documents = texts.Count,
                    document_length = parsed.GetValue(length),
                    characters = view.Characters,
                    outside_alphabet = view.Outside,
                    zero_probability = score.Impossible,
                    bits_per_character = score.BitsPerCharacter is { IsDefined: true } bits ? bits.Value : (double?)null,
                    perplexity = score.Perplexity is { IsDefined: true } perplexity ? perplexity.Value : (double?)null,
                }));
            else
                terminal.Line(string.Create(CultureInfo.InvariantCulture,
                    $"{loaded.Card.Summary}: {Score.Sentence(score)}{Outside(view)}; {Count.Of(texts.Count, "document")} ")
                    + string.Create(CultureInfo.InvariantCulture,
                        $"of about {parsed.GetValue(length)} characters, each scored from its beginning"));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static string Outside(ModelView view) => view.Outside == 0 ? ""
        : $"; {Count.Of(view.Outside, "character")} outside its alphabet {(view.Outside == 1 ? "was" : "were")} skipped";

    /// <summary>In quotes, so that no program takes it for a formula; line ends and tabs escaped, so that a row is a line.</summary>
    private static string Quoted(Rune rune) => rune.Value switch
    {
        '\n' => "\"\\n\"",
        '\t' => "\"\\t\"",
        _ => $"\"{rune}\"",
    };

    /// <summary>A row for every character of the text; without a value if it is not in the alphabet of the model.</summary>
    private static void WritePerCharacter(Alphabet alphabet, IReadOnlyList<string> texts, double[][] scores, string path)
    {
        using var table = new CsvTable(["document", "position", "code_point", "character", "nll_nats"]);
        var known = alphabet.Characters.ToHashSet();
        for (var d = 0; d < texts.Count; d++)
        {
            var (position, scored) = (0L, 0);
            foreach (var rune in texts[d].EnumerateRunes())
            {
                table.Field((long)d).Field(position++).Field($"U+{rune.Value:X4}").Field(Quoted(rune))
                    .Field(known.Contains(rune) ? scores[d][scored++] : Measurement.Undefined("not in the alphabet"));
                table.EndRow();
            }
        }
        table.Save(path);
    }
}
