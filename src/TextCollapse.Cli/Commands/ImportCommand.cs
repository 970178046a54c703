using System.CommandLine;
using System.Globalization;
using TextCollapse.Corpora;
using TextCollapse.Models;

namespace TextCollapse.Cli.Commands;

/// <summary><c>import WEIGHTS --alphabet TEXT --out MODEL</c>: converts weights saved in Python into a model of this project.</summary>
internal static class ImportCommand
{
    public static Command Create(Terminal terminal)
    {
        var weights = new Argument<string>("weights")
        {
            Description = "a .safetensors file with PyTorch's names and shapes: a GRU, or nanoGPT",
        };
        var alphabet = new Option<string>("--alphabet")
        {
            Description = "a text that contains every character of the model's alphabet, such as its training text; characters are "
                + "numbered by code point; line ends are converted to line feeds, as in every text",
            HelpName = "TEXT",
            Required = true,
        };
        var heads = CountOption.Of(
            "--heads", "N", "attention heads of a transformer; the shapes of the weights do not determine them", () => 4);
        var output = new Option<string>("--out") { Description = "file for the model", HelpName = "MODEL.safetensors", Required = true };
        var command = new Command("import", "Converts weights trained with PyTorch into a model.") { weights, alphabet, heads, output };
        command.SetAction((parsed, cancellation) =>
        {
            OutputFile.Of("--out", parsed.GetValue(output)!, parsed.GetValue(weights), parsed.GetValue(alphabet));
            var characters = Alphabet.Of(TextWords.Read(parsed.GetValue(alphabet)!, DocumentCutter.CustomaryLength, cancellation));
            var model = PyTorchImport.Read(parsed.GetValue(weights)!, characters, parsed.GetValue(heads));
            model.Save(parsed.GetValue(output)!);
            terminal.Line(string.Create(CultureInfo.InvariantCulture,
                $"{model.Card.Summary}, {model.Card.Parameters:N0} weights, alphabet of {model.Alphabet.Size} characters"));
            terminal.Line(parsed.GetValue(output)!);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
