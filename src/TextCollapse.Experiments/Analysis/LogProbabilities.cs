using System.Globalization;
using System.Text.Json;

namespace TextCollapse.Experiments.Analysis;

/// <summary>
/// Log-probabilities as other programs write them. What stands for a missing value (NaN, ±∞, a positive number, and −1, −100, −999
/// or −9999 to the last digit) is counted and not taken for a number; undefined stays undefined.
/// </summary>
internal sealed class LogProbabilities
{
    private static readonly double[] Stand = [-1, -100, -999, -9999];

    private readonly SortedDictionary<string, long> _missing = new(StringComparer.Ordinal);

    /// <summary>The negative log-probability in nats of a text; undefined where a part of it is missing.</summary>
    public Measurement Nats(JsonElement? field)
    {
        if (field is not { } value)
            return Measurement.Undefined("no log-probability was given");
        double[] parts = [.. Numbers(value)];
        var missing = Array.Find(parts, part => !IsNumber(part));
        if (parts.Length > 0 && Array.TrueForAll(parts, IsNumber))
            return -parts.Sum();
        var name = parts.Length == 0 ? "nothing" : missing.ToString(CultureInfo.InvariantCulture);
        _missing[name] = _missing.GetValueOrDefault(name) + 1;
        return Measurement.Undefined($"the log has {name} in place of a log-probability");
    }

    /// <summary>What stood for missing values, as a sentence; null where nothing did.</summary>
    public string? Note => _missing.Count == 0 ? null
        : "log-probabilities: " + string.Join(", ", _missing.Select(one =>
            string.Create(CultureInfo.InvariantCulture, $"{one.Key} in {one.Value:N0} document{(one.Value == 1 ? "" : "s")}")))
            + " stands for a missing value and is left out";

    private static bool IsNumber(double part) => double.IsFinite(part) && part <= 0 && !Stand.Contains(part);

    private static IEnumerable<double> Numbers(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => [value.GetDouble()],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Numbers),
        JsonValueKind.String => double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? [number] : Listed(value.GetString()!),
        _ => [],
    };

    /// <summary>A list in a field of a CSV file: <c>[-0.1, -2.3]</c>.</summary>
    private static IEnumerable<double> Listed(string text)
    {
        if (!text.StartsWith('['))
            return [];
        return text.Trim('[', ']').Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN);
    }
}
