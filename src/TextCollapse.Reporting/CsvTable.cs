using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using TextCollapse.Files;

namespace TextCollapse.Reporting;

/// <summary>
/// Writes result tables with CsvHelper: invariant culture, line feeds, numbers in the shortest form that round-trips, an empty field for
/// an undefined value, <c>inf</c> for +∞. Text that a spreadsheet would interpret as a formula is prefixed with an apostrophe.
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

    /// <summary>Adds a text field. (CsvHelper's own escaping would treat negative numbers as formulas.)</summary>
    public CsvTable Field(string text)
    {
        _csv.WriteField(text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text);
        return this;
    }

    /// <summary>Adds an integer.</summary>
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

    /// <summary>Writes the file atomically in chunks, so that a large table is not copied in memory.</summary>
    public void Save(string path)
    {
        _csv.Flush();
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            foreach (var chunk in _text.GetStringBuilder().GetChunks())
                writer.Write(chunk.Span);
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
