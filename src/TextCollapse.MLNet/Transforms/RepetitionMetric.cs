using System.Text.Json.Nodes;
using TextCollapse.Corpora;
using TextCollapse.Metrics.Loops;

namespace TextCollapse.MLNet;

/// <summary>The columns that <see cref="TextCollapseCatalog.Repetition"/> adds.</summary>
internal class RepetitionColumns
{
    /// <summary>seq-rep-n (Welleck et al. 2020): 1 − distinct n-grams / n-grams; NaN below n characters.</summary>
    public double SequenceRepetition { get; set; }

    /// <summary>
    /// Period in characters of the loop that the document ends in (at least 3 copies and 12 characters); 0 if it does not end in a loop.
    /// </summary>
    public double TerminalLoopPeriod { get; set; }

    /// <summary>Share of the document's characters in this loop, 0 to 1; NaN without a character.</summary>
    public double TerminalLoopShare { get; set; }

    /// <summary>
    /// Share of the characters in substrings of L characters that occur at least twice in the document (Lee et al. 2022); NaN without a
    /// character.
    /// </summary>
    public double DuplicateCoverage { get; set; }
}

internal sealed class RepetitionMetric : DocumentMetric<RepetitionColumns>
{
    public const string Kind = "repetition";
    private const string Empty = "the document is empty";
    private readonly int _order;
    private readonly int _duplicateLength;

    public RepetitionMetric(string input, string prefix, int order, int duplicateLength) : base(input, prefix)
    {
        Check(order, duplicateLength);
        (_order, _duplicateLength) = (order, duplicateLength);
    }

    /// <exception cref="InputException">One of them is below 1.</exception>
    public static void Check(int order, int duplicateLength)
    {
        if (order < 1 || duplicateLength < 1)
            throw new InputException("repetition", FormattableString.Invariant(
                $"the n-grams have {order} characters and the duplicates {duplicateLength}; both must have at least 1."));
    }

    public static RepetitionMetric Restore(JsonObject step) =>
        new((string)step["input"]!, (string)step["prefix"]!, (int)step["order"]!, (int)step["duplicate_length"]!);

    public override JsonObject Save(string folder, string name)
    {
        var saved = Saved(Kind);
        saved["order"] = _order;
        saved["duplicate_length"] = _duplicateLength;
        return saved;
    }

    protected override RepetitionColumns Measure(Document document)
    {
        var loop = Periodicity.DegenerateLoop(document.Symbols.Span);
        return new()
        {
            SequenceRepetition = RepetitionRates.SequenceRepetition([document], _order).OrNaN,
            TerminalLoopPeriod = loop?.Period ?? 0,
            TerminalLoopShare = Measurement.Ratio(loop?.Span ?? 0, document.Length, Empty).OrNaN,
            DuplicateCoverage = document.Length == 0 ? double.NaN : RepeatedSubstrings.Of([document]).CoveredShare(_duplicateLength).OrNaN,
        };
    }
}
