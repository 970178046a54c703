using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using TextCollapse.Files;

namespace TextCollapse.Reporting;

/// <summary>
/// Writes result tables with CsvHelper: invariant culture, line feeds, numbers in their shortest form that reads back the same, an empty
/// field for what is undefined, <c>inf</c> for +∞. Text that a spreadsheet would take for a formula is written with an apostrophe before
/// it.
/// </summary>
public sealed class CsvTable : IDisposable
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    private readonly StringWriter _text = new(CultureInfo.InvariantCulture);
    private readonly CsvWriter _csv;

    /// <summary>A table with these columns.</summary>
    public CsvTable(IEnumerable<string> columns)
    {
        _csv = new CsvWriter(_text, Configuration);
        foreach (var column in columns)
            _csv.WriteField(column);
        _csv.NextRecord();
    }

    /// <summary>Adds a text field. (CsvHelper's own escape would also take negative numbers for formulas.)</summary>
    public CsvTable Field(string text)
    {
        _csv.WriteField(text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text);
        return this;
    }

    /// <summary>Adds a whole number.</summary>
    public CsvTable Field(long number) => Raw(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a number.</summary>
    public CsvTable Field(double number) => Field(Measurement.Of(number));

    /// <summary>Adds a measurement.</summary>
    public CsvTable Field(Measurement value) => Raw(value.OrNaN switch
    {
        double.NaN => "",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        var number => number.ToString("R", CultureInfo.InvariantCulture),
    });

    /// <summary>Ends the row.</summary>
    public void EndRow() => _csv.NextRecord();

    /// <summary>Writes the file atomically, piece by piece: a large table need not be in memory a second time.</summary>
    public void Save(string path)
    {
        _csv.Flush();
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            foreach (var piece in _text.GetStringBuilder().GetChunks())
                writer.Write(piece.Span);
        });
    }

    /// <summary>The table so far.</summary>
    public override string ToString()
    {
        _csv.Flush();
        return _text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _csv.Dispose();
        _text.Dispose();
    }

    private CsvTable Raw(string number)
    {
        _csv.WriteField(number);
        return this;
    }
}
