using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TextCollapse.Cli.Output;
using TextCollapse.Corpora;
using TextCollapse.Metrics;
using TextCollapse.Models;
using TextCollapse.Models.Ngram;
using TextCollapse.Reporting;

namespace TextCollapse.Cli.Commands;

/// <summary>
/// <c>measure TEXT</c>: all metrics of a text, with intervals; compared with a reference and scored by a model if these are given.
/// </summary>
internal static class MeasureCommand
{
    public static Command Create(Terminal terminal)
    {
        var text = new Argument<string?>("text")
        {
            Description = "a file, a folder or a text source; - reads standard input",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var reference = new Option<string?>("--reference")
        {
            Description = "real text to compare with, for coverage, divergence and noise floor",
            HelpName = "REAL",
        };
        var model = new Option<string?>("--model")
        {
            Description = "file of the model that scores the text, or auto: an n-gram model trained on the reference",
            HelpName = "FILE|auto",
        };
        var unit = new Option<string>("--unit") { Description = "unit that counts as a character", DefaultValueFactory = _ => "scalar" }
            .AcceptOnlyFromAmong("scalar", "byte", "utf16");
        var format = new Option<string>("--format") { Description = "output format", DefaultValueFactory = _ => "table" }
            .AcceptOnlyFromAmong("table", "csv", "json");
        var length = CountOption.Of(
            "--document-length", "N", "approximate length of the documents the text is cut into", () => DocumentCutter.CustomaryLength);
        var noIntervals = new Option<bool>("--no-intervals") { Description = "computes no intervals; much faster on large texts" };
        var all = new Option<bool>("--all")
        {
            Description = "includes slow metrics: a classifier is trained to distinguish the text from the reference",
        };
        var threads = CountOption.Threads();
        var list = new Option<bool>("--list")
        {
            Description = "lists all metrics: unit, effect of collapse, question, definition, source, validity, interval, cost",
        };
        var command = new Command("measure", "Computes the metrics of a text.")
        {
            text, reference, model, unit, format, length, noIntervals, all, threads, list,
        };
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(list))
                MetricList.Write(terminal, parsed.GetValue(format)!);
            else
                Show(terminal, parsed.GetValue(format)!, Measure(new(
                    parsed.GetValue(text)
                        ?? throw new InputException("text", "is missing: give a file, a folder, or - for standard input."),
                    parsed.GetValue(reference), parsed.GetValue(model),
                    Enum.Parse<TextUnit>(parsed.GetValue(unit)!, ignoreCase: true), parsed.GetValue(length),
                    !parsed.GetValue(noIntervals), parsed.GetValue(all), parsed.GetValue(threads)), terminal, cancellation));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private sealed record Arguments(
        string Text, string? Reference, string? Model, TextUnit Unit, int Length, bool Intervals, bool All, int Threads);

    private static TextMeasurement Measure(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        if (arguments.Model == "auto" && arguments.Reference is null)
            throw new InputException("--model", "auto trains a model on the reference: give --reference too, or name the file of a model.");
        var coding = new TextCoding(arguments.Unit);
        var texts = Read(arguments.Text, arguments.Length, terminal, cancellation);
        var reference = arguments.Reference is { } real ? Read(real, arguments.Length, terminal, cancellation) : null;
        var model = arguments.Model is null or "auto" ? null : ModelFile.Load(arguments.Model);
        return ShareProgress.While(terminal, $"measuring {arguments.Text}", progress => new TextMeter
        {
            Reference = reference is null ? null : MeasuredText.Of(reference, coding),
            Model = model,
            Progress = progress,
            Learn = arguments.Model != "auto" ? null
                : documents => Ngram([.. documents.Select(document => reference![document])], arguments.Threads, cancellation),
            Threads = arguments.Threads,
            Intervals = arguments.Intervals,
            All = arguments.All,
        }.Measure(MeasuredText.Of(texts, coding)));
    }

    /// <summary>
    /// At most this many characters, spread evenly over a text, are measured: two texts of this size and their counts fit into 8 GB.
    /// </summary>
    private const long MaxCharacters = 100_000_000;

    private const string StandardInput = "standard input";

    private static IReadOnlyList<string> Read(string name, int length, Terminal terminal, CancellationToken cancellation)
    {
        if (name != "-")
        {
            TextWords.WarnOfMarkup(terminal, name);
            return Checked(TextWords.Found(name).Read(MaxCharacters, length, cancellation));
        }
        var copy = Path.GetTempFileName();
        try
        {
            using (var file = File.Create(copy))
                Console.OpenStandardInput().CopyTo(file);
            return Checked(new FileText(copy, StandardInput).Read(MaxCharacters, length, cancellation));
        }
        catch (InputException e)
        {
            throw new InputException([.. e.Problems.Select(problem => problem with
            {
                Place = problem.Place.Replace(copy, StandardInput, StringComparison.Ordinal),
            })]);
        }
        finally
        {
            File.Delete(copy);
        }

        IReadOnlyList<string> Checked(IReadOnlyList<string> texts)
        {
            if (texts.Sum(text => (long)text.Length) is var characters and >= MaxCharacters)
                terminal.Error(string.Create(CultureInfo.InvariantCulture,
                    $"{(name == "-" ? StandardInput : name)}: {characters:N0} characters are measured, spread evenly over the text; ")
                    + "longer texts are not measured in full.");
            return texts;
        }
    }

    private static ILanguageModel Ngram(IReadOnlyList<string> reference, int threads, CancellationToken cancellation)
    {
        var alphabet = Alphabet.Of(reference);
        var origin = Provenance.Real("reference");
        var corpus = new Corpus(alphabet, [.. reference.Select(text => new Document(alphabet.Encode(text, out _), origin))]);
        return new NgramTrainer(new NgramOptions()).Count(corpus, threads, cancellation);
    }

    private static void Show(Terminal terminal, string format, TextMeasurement measured)
    {
        switch (format)
        {
            case "csv":
                using (var table = new CsvTable(["metric", "value", "lower", "upper", "reference", "unit", "note"]))
                {
                    foreach (var row in measured.Rows)
                        table.Field(row.Id).Field(row.Value).Field(row.Lower).Field(row.Upper)
                            .Field(row.Reference).Field(row.Unit).Field(row.Note).EndRow();
                    terminal.Out.Write(table);
                }
                break;
            case "json":
                terminal.Out.WriteLine(new JsonObject
                {
                    ["metrics"] = new JsonArray([.. measured.Rows.Select(row => new JsonObject
                    {
                        ["id"] = row.Id, ["value"] = Number(row.Value), ["lower"] = Number(row.Lower), ["upper"] = Number(row.Upper),
                        ["reference"] = Number(row.Reference), ["unit"] = row.Unit, ["note"] = row.Note,
                    })]),
                    ["warnings"] = new JsonArray([.. measured.Warnings.Select(warning => JsonValue.Create(warning.Sentence))]),
                }.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
                break;
            default:
                MeasurementTable.Write(terminal, measured);
                break;
        }
        if (measured.Warnings.Count > 0)
            terminal.Error($"Warning: {SizeWarnings.Sentence(measured.Warnings)}");
    }

    private static JsonNode? Number(Measurement value)
    {
        if (!value.IsDefined)
            return null;
        return double.IsInfinity(value.Value) ? "inf" : value.Value;
    }
}
