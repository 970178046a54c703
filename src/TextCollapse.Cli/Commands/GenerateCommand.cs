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
        var documents = CountOption.Of("--document-length", "N", "characters per document (default: one document)");
        var set = new Option<string[]>("--set") { Description = "sets a key of the section decoding", HelpName = "key=value" };
        var threads = CountOption.Threads();
        var command = new Command("generate", "Generates text with a saved model.") { model, chars, seed, documents, set, threads };
        command.SetAction((parsed, cancellation) =>
        {
            var loaded = ModelFile.Load(parsed.GetValue(model)!);
            var characters = parsed.GetValue(chars);
            var (options, _) = OptionBinder.Read(parsed.GetValue(set) ?? [], "decoding");
            var text = new Decoder(options.Decoding).Generate(loaded, new GenerationTask
            {
                Characters = characters,
                DocumentLength = parsed.GetValue(documents) ?? characters,
                Random = new RandomKey(parsed.GetValue(seed), "generate", 0),
                Provenance = Provenance.Synthetic(0, "generate"),
                Threads = parsed.GetValue(threads),
            }, cancellation);
            foreach (var document in text.Documents)
                terminal.Out.WriteLine(text.Alphabet.Decode(document.Symbols.Span));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
