using System.CommandLine;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Randomness;

namespace TextCollapse.Cli.Commands;

/// <summary><c>generate MODEL</c>: generates text with a saved model, on standard output.</summary>
internal static class GenerateCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("model") { Description = "the .safetensors file of a model" };
        var chars = CountOption.Of("--chars", "N", "total number of characters", () => 1000);
        var seed = new Option<long>("--seed") { Description = "random seed", DefaultValueFactory = _ => 1 };
        var documents = CountOption.Of(
            "--document-length", "N", "characters per document (default: one document); a form feed ends each of several documents");
        var prompt = new Option<string?>("--prompt")
        {
            Description = "text that each document continues; it is not repeated in the output",
            HelpName = "TEXT",
        };
        var set = new Option<string[]>("--set") { Description = "sets a key of the section decoding", HelpName = "key=value" };
        var threads = CountOption.Threads();
        var command = new Command("generate", "Generates text with a saved model.") { model, chars, seed, documents, prompt, set, threads };
        command.SetAction((parsed, cancellation) =>
        {
            var loaded = ModelFile.Load(parsed.GetValue(model)!);
            var characters = parsed.GetValue(chars);
            var (options, _) = OptionBinder.Read(parsed.GetValue(set) ?? [], "decoding");
            var prompts = parsed.GetValue(prompt) is { Length: > 0 } before ? Prompt(before, loaded.Alphabet) : null;
            var decoding = prompts is null ? options.Decoding : options.Decoding with { Prompt = prompts.Documents[0].Length };
            var text = new Decoder(decoding).Generate(loaded, new GenerationTask
            {
                Characters = characters,
                DocumentLength = parsed.GetValue(documents) ?? characters,
                Random = new RandomKey(parsed.GetValue(seed), "generate", 0),
                Provenance = Provenance.Synthetic(0, "generate"),
                Prompts = prompts,
                Threads = parsed.GetValue(threads),
            }, cancellation);
            Write(terminal, text);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    /// <summary>Writes one document as a line. A form feed ends each of several, so that other commands read the same documents.</summary>
    private static void Write(Terminal terminal, Corpus text)
    {
        if (text.Documents is [var one])
            terminal.Out.WriteLine(text.Alphabet.Decode(one.Symbols.Span));
        else
            foreach (var document in text.Documents)
                terminal.Out.Write(text.Alphabet.Decode(document.Symbols.Span) + DocumentCutter.DocumentEnd);
    }

    /// <exception cref="InputException">A character is not in the model's alphabet.</exception>
    private static Corpus Prompt(string text, Alphabet alphabet)
    {
        if (text.EnumerateRunes().Where(rune => !alphabet.Characters.Contains(rune)).Select(rune => $"'{rune}'").Distinct().ToArray()
            is { Length: > 0 } unknown)
            throw new InputException(
                "--prompt", $"the alphabet of the model does not contain {string.Join(", ", unknown)}; it contains {alphabet}");
        return new Corpus(alphabet, [new Document(alphabet.Encode(text, out _), Provenance.Real("prompt"))]);
    }
}
