using System.Text.Json.Nodes;
using Microsoft.ML;
using TextCollapse.Corpora;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Loops;

namespace TextCollapse.MLNet;

/// <summary>The columns that <see cref="TextCollapseCatalog.Repetition"/> adds.</summary>
public class RepetitionColumns
{
    /// <summary>seq-rep-n (Welleck et al. 2020): 1 − different n-grams/n-grams; NaN below n characters.</summary>
    public double SequenceRepetition { get; set; }

    /// <summary>Period in characters of the loop that the document ends in; 0 where it ends in none.</summary>
    public double TerminalLoopPeriod { get; set; }

    /// <summary>Share of the document that this loop takes, 0 to 1; NaN without a character.</summary>
    public double TerminalLoopShare { get; set; }

    /// <summary>Share of the characters in substrings of L characters that occur at least twice in the document (Lee et al. 2022); NaN without a character.</summary>
    public double DuplicateCoverage { get; set; }
}

internal sealed class RepetitionStep : DocumentStep
{
    public const string Kind = "repetition";

    private readonly int _order;
    private readonly int _duplicateLength;

    public RepetitionStep(string input, string prefix, int order, int duplicateLength) : base(input, prefix)
    {
        if (order < 1 || duplicateLength < 1)
            throw new InputException("repetition", $"n-grams of {order} and duplicates of {duplicateLength} characters were asked for; both have at least 1.");
        (_order, _duplicateLength) = (order, duplicateLength);
    }

    public override IEstimator<ITransformer> Mapping(TransformsCatalog transforms) => transforms.CustomMapping<TextRow, RepetitionColumns>(Map, null, Reads(), Writes<RepetitionColumns>());

    public override JsonObject Save(string folder, string name) => new() { ["kind"] = Kind, ["input"] = Input, ["prefix"] = Prefix, ["order"] = _order, ["duplicate_length"] = _duplicateLength };

    public static RepetitionStep Restore(JsonObject step) =>
        new((string)step["input"]!, (string)step["prefix"]!, (int)step["order"]!, (int)step["duplicate_length"]!);

    private void Map(TextRow row, RepetitionColumns columns)
    {
        Document[] document = [new(new TextCoding(TextUnit.Scalar).Encode(row.Text ?? ""), default)];
        var loop = Periodicity.TerminalLoop(document[0].Symbols.Span);
        columns.SequenceRepetition = RepetitionRates.SequenceRepetition(document, _order).OrNaN;
        columns.TerminalLoopPeriod = loop?.Period ?? 0;
        columns.TerminalLoopShare = document[0].Length == 0 ? double.NaN : (loop?.Span ?? 0) / (double)document[0].Length;
        columns.DuplicateCoverage = document[0].Length == 0 ? double.NaN : RepeatedSubstrings.Of(document).CoveredShare(_duplicateLength).OrNaN;
    }
}
