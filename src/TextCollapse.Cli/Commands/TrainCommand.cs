using System.CommandLine;
using System.Globalization;
using TextCollapse.Cli.Output;
using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Metrics.Model;
using TextCollapse.Models;
using TextCollapse.Randomness;

namespace TextCollapse.Cli.Commands;

/// <summary><c>train TEXT --out MODEL</c>: trains a single model and scores it on a held-out part of the text.</summary>
internal static class TrainCommand
{
    public static Command Create(Terminal terminal)
    {
        var text = new Argument<string>("text") { Description = "a file, a folder, or a source such as dotnet-docs" };
        var output = new Option<string>("--out") { Description = "file for the model", HelpName = "MODEL.safetensors", Required = true };
        var set = new Option<string[]>("--set")
        {
            Description = "sets a key of the sections corpus, model and training",
            HelpName = "key=value",
        };
        var seed = new Option<long>("--seed") { Description = "seed of the split and the initial weights", DefaultValueFactory = _ => 1 };
        var threads = CountOption.Threads();
        var command = new Command("train", "Trains one model on a text and saves it.") { text, output, set, seed, threads };
        command.SetAction((parsed, cancellation) => Task.FromResult(Train(
            terminal, parsed.GetValue(text)!, parsed.GetValue(output)!, parsed.GetValue(set) ?? [], parsed.GetValue(seed),
            parsed.GetValue(threads), cancellation)));
        return command;
    }

    private static int Train(
        Terminal terminal, string text, string output, string[] set, long seed, int threads, CancellationToken cancellation)
    {
        OutputFile.Of("--out", output, text);
        TextWords.WarnOfMarkup(terminal, text);
        var (options, given) = OptionBinder.Read(set, "corpus", "model", "training");
        var corpus = options.Corpus;
        var real = RealText.Prepare(TextWords.Source(text), new RealTextSettings
        {
            Train = given.Contains("corpus.train") ? corpus.Train : null,
            HeldOut = given.Contains("corpus.held_out") ? corpus.HeldOut : null,
            Validation = given.Contains("corpus.validation") ? corpus.Validation : null,
            DocumentLength = corpus.DocumentLength,
            Split = corpus.Split,
            Seed = seed,
        }, cancellation);
        var trainer = CompositionRoot.All.Trainer(options);
        var engine = CompositionRoot.All.Choose(options).Variant(options.Engine.Device);
        terminal.Line(string.Create(CultureInfo.InvariantCulture,
            $"{real.Training.Characters:N0} characters to train on, {real.HeldOut.Characters:N0} held out, ")
            + string.Create(CultureInfo.InvariantCulture, $"alphabet of {real.Alphabet.Size} characters; engine {engine}"));
        if (!given.Contains("corpus.train") && real.Reserve.Characters > real.HeldOut.Characters)
            terminal.Line("The text has more: --set corpus.train=N trains on N characters, spread evenly over the whole text.");
        if (TextWarnings.Overlap(real) is { } warning)
            terminal.Error(warning);
        var trained = trainer.Train(new TrainingTask
        {
            Corpus = real.Training,
            Validation = real.Validation,
            Random = new RandomKey(seed, "train", 0),
            Threads = threads,
            CheckpointPath = output + ".checkpoint",
        }, cancellation);
        trained.Model.Save(output);
        var held = TextLikelihood.Of(trained.Model, real.HeldOut.Documents, threads);
        terminal.Line($"{trained.Model.Card.Summary}: {Score.Sentence(held)} on the held-out text");
        if (options.Model is NeuralModelOptions && held.BitsPerCharacter.IsDefined
            && TextWarnings.TooShort(held.BitsPerCharacter.Value, real, "the model") is { } untrained)
            terminal.Error(untrained);
        terminal.Line(output);
        return ExitCode.Done;
    }
}
