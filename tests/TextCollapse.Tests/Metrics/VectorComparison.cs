using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace TextCollapse.Tests.Metrics;

/// <summary>
/// Compares what the JSON expects with a result: numbers, <see cref="Measurement"/>s, strings, truth values, sequences, and objects given as
/// dictionaries or as (anonymous) types with properties. The JSON's null is "undefined": null or an undefined measurement. Fields of the result
/// that the JSON does not name are not looked at.
/// </summary>
internal static class VectorComparison
{
    public static IEnumerable<string> Differences(JsonElement expected, object? actual, double tolerance, string place = "$")
    {
        if (actual is Measurement measurement)
            actual = measurement.IsDefined ? measurement.Value : null;
        return expected.ValueKind switch
        {
            JsonValueKind.Null => actual is null ? [] : [$"{place}: expected undefined, got {Show(actual)}"],
            JsonValueKind.Number => Number(expected.GetDouble(), actual, tolerance, place),
            JsonValueKind.String when Infinity(expected.GetString()!) is { } infinity && actual is not string => Number(infinity, actual, tolerance, place),
            JsonValueKind.String => actual as string == expected.GetString() ? [] : [$"{place}: expected \"{expected}\", got {Show(actual)}"],
            JsonValueKind.True or JsonValueKind.False => actual is bool truth && truth == expected.GetBoolean() ? [] : [$"{place}: expected {expected}, got {Show(actual)}"],
            JsonValueKind.Array => Sequence(expected, actual, tolerance, place),
            _ => Fields(expected, actual, tolerance, place),
        };
    }

    private static double? Infinity(string text) => text.ToLowerInvariant() switch
    {
        "inf" or "+inf" or "infinity" => double.PositiveInfinity,
        "-inf" or "-infinity" => double.NegativeInfinity,
        _ => null,
    };

    private static IEnumerable<string> Number(double expected, object? actual, double tolerance, string place)
    {
        if (actual is null or string or bool or not IConvertible)
            return [$"{place}: expected {Show(expected)}, got {Show(actual)}"];
        var value = Convert.ToDouble(actual, CultureInfo.InvariantCulture);
        var near = value == expected || double.IsFinite(expected) && Math.Abs(value - expected) <= tolerance * Math.Max(1, Math.Abs(expected));
        return near ? [] : [$"{place}: expected {Show(expected)}, got {Show(value)}"];
    }

    private static IEnumerable<string> Sequence(JsonElement expected, object? actual, double tolerance, string place)
    {
        if (actual is string or not IEnumerable)
            return [$"{place}: expected a list, got {Show(actual)}"];
        var values = ((IEnumerable)actual).Cast<object?>().ToList();
        return values.Count != expected.GetArrayLength()
            ? [$"{place}: expected {expected.GetArrayLength()} elements, got {values.Count}"]
            : expected.EnumerateArray().SelectMany((element, i) => Differences(element, values[i], tolerance, $"{place}[{i}]"));
    }

    private static IEnumerable<string> Fields(JsonElement expected, object? actual, double tolerance, string place)
        => expected.EnumerateObject().SelectMany(field => TryField(actual, field.Name, out var value)
            ? Differences(field.Value, value, tolerance, $"{place}.{field.Name}")
            : [$"{place}.{field.Name}: is not in the result"]);

    private static bool TryField(object? holder, string name, out object? value)
    {
        value = null;
        switch (holder)
        {
            case null:
                return false;
            case IDictionary dictionary:
                value = dictionary[name];
                return dictionary.Contains(name);
            default:
                var property = holder.GetType().GetProperty(name);
                value = property?.GetValue(holder);
                return property is not null;
        }
    }

    private static string Show(object? value) => value switch
    {
        null => "undefined",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        string text => $"\"{text}\"",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
