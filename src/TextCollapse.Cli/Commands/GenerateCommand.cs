using System.CommandLine;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Models;
using TextCollapse.Models.Decoding;
using TextCollapse.Randomness;

namespace TextCollapse.Cli.Commands;

/// <summary><c>generate MODEL</c>: text from a saved model, to standard output.</summary>
internal static class GenerateCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("model") { Description = "a model's .safetensors file" };
        var chars = CountOption.Of("--chars", "N", "characters in all", () => 1000);
        var seed = new Option<long>("--seed") { Description = "fixes the text", DefaultValueFactory = _ => 1 };
        var documents = CountOption.Of("--document-length", "N", "characters of each document (one document)");
        var set = new Option<string[]>("--set") { Description = "a key of the section decoding", HelpName = "key=value" };
        var threads = CountOption.Threads();
        var command = new Command("generate", "Writes text with a saved model.") { model, chars, seed, documents, set, threads };
        command.SetAction((words, cancellation) =>
        {
            var loaded = ModelFile.Load(words.GetValue(model)!);
            var characters = words.GetValue(chars);
            var (options, _) = OptionBinder.Read(words.GetValue(set) ?? [], "decoding");
            var text = new Decoder(options.Decoding).Generate(loaded, new GenerationTask
            {
                Characters = characters,
                DocumentLength = words.GetValue(documents) ?? characters,
                Random = new RandomKey(words.GetValue(seed), "generate", 0),
                Provenance = Provenance.Synthetic(0, "generate"),
                Threads = words.GetValue(threads),
            }, cancellation);
            foreach (var document in text.Documents)
                terminal.Out.WriteLine(text.Alphabet.Decode(document.Symbols.Span));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
