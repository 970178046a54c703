using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace TextCollapse.Experiments.Analysis;

/// <summary>
/// Rows of a table with names: JSON lines, a JSON array (a Hugging Face <c>datasets</c> export), CSV or TSV. Rows that cannot be read are
/// counted with their lines, and too many of them stop the reading.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="encoding">Its encoding; null to find it.</param>
internal sealed class ForeignTable(ForeignFile file, Encoding? encoding)
{
    /// <summary>More than this share of rows that cannot be read is another format rather than a few accidents.</summary>
    public const double MostBroken = 0.05;

    private const int JudgedFrom = 100, Named = 5;

    private readonly List<long> _broken = [];
    private long _rows;

    /// <summary>What could not be read, as a sentence; null where all could.</summary>
    public string? Note => _broken.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture,
        $"{file.Path}: {_broken.Count:N0} of {_rows:N0} lines cannot be read and are left out ({BrokenLines})");

    private string BrokenLines =>
        $"line{(_broken.Count == 1 ? "" : "s")} {string.Join(", ", _broken.Take(Named))}{(_broken.Count > Named ? ", …" : "")}";

    /// <summary>The names of its columns; none of an empty table.</summary>
    public IReadOnlyCollection<string> Names() => Rows().Select(row => row.Keys.ToArray()).FirstOrDefault() ?? [];

    /// <summary>The rows in order.</summary>
    /// <exception cref="InputException">Too many rows cannot be read.</exception>
    public IEnumerable<IReadOnlyDictionary<string, JsonElement>> Rows()
    {
        (_rows, var end) = (0, true);
        _broken.Clear();
        foreach (var (line, row) in file.Extension is ".csv" or ".tsv" ? Csv() : Json())
        {
            _rows++;
            if (row is null)
                _broken.Add(line);
            if (_rows >= JudgedFrom)
                Judge();
            if (row is not null)
                yield return row;
            end = false;
        }
        if (!end)
            Judge();
    }

    private void Judge()
    {
        if (_broken.Count > MostBroken * _rows)
            throw new InputException(file.Path, string.Create(CultureInfo.InvariantCulture,
                $"{_broken.Count:N0} of the first {_rows:N0} lines cannot be read ({BrokenLines}), more than {100 * MostBroken:0} %. ")
                + "A line is a JSON object with the columns as its names; repair the file, or cut the lines out.");
    }

    private IEnumerable<(long, IReadOnlyDictionary<string, JsonElement>?)> Json()
    {
        using var reader = ForeignText.Open(file.Path, encoding);
        if (ForeignText.Guarded(file.Path, () => StartsList(reader)))
        {
            reader.Dispose();
            return List();
        }
        return Lines(file.Path, encoding);
    }

    private static bool StartsList(StreamReader reader)
    {
        while (reader.Peek() is var next && next >= 0 && char.IsWhiteSpace((char)next))
            reader.Read();
        return reader.Peek() == '[';
    }

    private static IEnumerable<(long, IReadOnlyDictionary<string, JsonElement>?)> Lines(string path, Encoding? encoding)
    {
        using var reader = ForeignText.Open(path, encoding);
        for (var line = 1L; ForeignText.Guarded(path, reader.ReadLine) is { } text; line++)
            if (!string.IsNullOrWhiteSpace(text))
                yield return (line, Row(text));
    }

    private IEnumerable<(long, IReadOnlyDictionary<string, JsonElement>?)> List()
    {
        using var reader = ForeignText.Open(file.Path, encoding);
        using var rows = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(Utf8(reader)).ToBlockingEnumerable().GetEnumerator();
        for (var row = 1L; ; row++)
        {
            bool more;
            try
            {
                more = ForeignText.Guarded(file.Path, rows.MoveNext);
            }
            catch (JsonException e)
            {
                throw new InputException(file.Path, $"is no JSON list from row {row} on: {e.Message}");
            }
            if (!more)
                yield break;
            yield return (row, rows.Current.ValueKind == JsonValueKind.Object ? Fields(rows.Current) : null);
        }
    }

    private static Stream Utf8(StreamReader reader) =>
        Encoding.CreateTranscodingStream(reader.BaseStream, reader.CurrentEncoding, Encoding.UTF8);

    private static Dictionary<string, JsonElement>? Row(string text)
    {
        try
        {
            using var row = JsonDocument.Parse(text);
            return row.RootElement.ValueKind == JsonValueKind.Object ? Fields(row.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, JsonElement> Fields(JsonElement row)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in row.EnumerateObject())
            fields[field.Name] = field.Value.Clone();
        return fields;
    }

    private IEnumerable<(long, IReadOnlyDictionary<string, JsonElement>?)> Csv()
    {
        using var reader = ForeignText.Open(file.Path, encoding);
        var isBad = false;
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = file.Extension == ".tsv" ? "\t" : ",",
            BadDataFound = _ => isBad = true,
            MissingFieldFound = null,
        });
        if (!ForeignText.Guarded(file.Path, csv.Read))
            yield break;
        csv.ReadHeader();
        var names = csv.HeaderRecord!;
        while (ForeignText.Guarded(file.Path, csv.Read))
        {
            isBad |= csv.Parser.Count != names.Length;
            yield return (csv.Parser.RawRow, isBad ? null
                : names.Select((name, at) => (name, at)).DistinctBy(column => column.name)
                    .ToDictionary(column => column.name, column => JsonSerializer.SerializeToElement(csv.GetField(column.at) ?? "")));
            isBad = false;
        }
    }
}
