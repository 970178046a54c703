using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Reporting;

/// <summary>
/// Rows of chains as a table (<c>arm, seed, generation</c>, then one column per metric), written and read without loss of precision.
/// </summary>
public static class GenerationRowsCsv
{
    /// <summary>Writes rows.</summary>
    public static void Write(IReadOnlyList<GenerationRow> rows, string path)
    {
        string[] columns = [.. rows.SelectMany(row => row.Metrics.Select(metric => metric.Key)).Distinct()];
        using var table = new CsvTable(["arm", "seed", "generation", .. columns]);
        foreach (var row in rows)
        {
            table.Field(row.Arm).Field(row.Seed).Field((long)row.Generation);
            foreach (var column in columns)
                table.Field(row[column]);
            table.EndRow();
        }
        table.Save(path);
    }

    /// <summary>Reads rows; an empty field is undefined.</summary>
    /// <exception cref="InputException">The file is missing or is not such a table.</exception>
    public static IReadOnlyList<GenerationRow> Read(string path)
    {
        try
        {
            using var csv = new CsvReader(new StreamReader(path), new CsvConfiguration(CultureInfo.InvariantCulture));
            csv.Read();
            csv.ReadHeader();
            var rows = new List<GenerationRow>();
            while (csv.Read())
                rows.Add(new GenerationRow(csv.GetField("arm")!, csv.GetField<long>("seed"), csv.GetField<int>("generation"),
                    [.. csv.HeaderRecord!.Select((column, index) => (column, index))
                        .Where(field => field.column is not ("arm" or "seed" or "generation"))
                        .Select(field => KeyValuePair.Create(field.column, Value(csv.GetField(field.index)!)))]));
            return rows;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CsvHelperException or FormatException)
        {
            throw new InputException(path, $"is missing or is not a table of rows ({e.GetType().Name}); delete it to have it regenerated.");
        }
    }

    private static Measurement Value(string field) => field switch
    {
        "" => Measurement.Undefined("the table has no value"),
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(field, CultureInfo.InvariantCulture),
    };
}
