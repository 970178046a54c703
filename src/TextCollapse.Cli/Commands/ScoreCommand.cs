using System.CommandLine;
using System.Text.Json;
using TextCollapse.Corpora;
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
            Description = "also writes a CSV file with one row per character: document, position, character, nats",
            HelpName = "FILE.csv",
        };
        var length = CountOption.Of(
            "--document-length", "N", "approximate length of the documents the text is cut into", () => DocumentCutter.CustomaryLength);
        var threads = CountOption.Threads();
        var command = new Command("score", "Scores a text under a saved model.") { model, text, json, perCharacter, length, threads };
        command.SetAction((parsed, cancellation) =>
        {
            var loaded = ModelFile.Load(parsed.GetValue(model)!);
            var texts = TextWords.Source(parsed.GetValue(text)!) is IFoundText found
                ? found.Read(long.MaxValue, parsed.GetValue(length), cancellation)
                : throw new InputException(
                    parsed.GetValue(text)!, "is a distribution to sample from, not a text; give a file or a folder.");
            long outside = 0;
            var documents = texts.Select(one =>
            {
                var symbols = loaded.Alphabet.Encode(one, out var left);
                outside += left;
                return new Document(symbols, Provenance.Real(parsed.GetValue(text)!));
            }).Where(document => document.Length > 0).ToArray();
            if (documents.Length == 0)
                throw new InputException(parsed.GetValue(text)!, "contains no character of the model's alphabet.");
            var score = TextLikelihood.Of(loaded, documents, parsed.GetValue(threads));
            if (parsed.GetValue(perCharacter) is { } path)
                WritePerCharacter(loaded, documents, parsed.GetValue(threads), path);
            if (parsed.GetValue(json))
                terminal.Out.WriteLine(JsonSerializer.Serialize(new
                {
                    model = loaded.Card.Summary,
                    characters = score.Possible + score.Impossible,
                    outside_alphabet = outside,
                    zero_probability = score.Impossible,
                    bits_per_character = score.BitsPerCharacter is { IsDefined: true } bits ? bits.Value : (double?)null,
                    perplexity = score.Perplexity is { IsDefined: true } perplexity ? perplexity.Value : (double?)null,
                }));
            else
                terminal.Line($"{loaded.Card.Summary}: {Score.Sentence(score)}"
                    + (outside == 0 ? "" : $"; {outside} characters are outside its alphabet and were skipped"));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void WritePerCharacter(ILanguageModel model, IReadOnlyList<Document> documents, int threads, string path)
    {
        using var table = new CsvTable(["document", "position", "character", "nll_nats"]);
        var scores = model.Score(documents, threads);
        for (var d = 0; d < documents.Count; d++)
            for (var t = 0; t < scores[d].Length; t++)
            {
                var character = model.Alphabet.Characters[documents[d].Symbols.Span[t]].ToString();
                table.Field((long)d).Field((long)t).Field(character).Field(scores[d][t]);
                table.EndRow();
            }
        table.Save(path);
    }
}
