using System.Globalization;

namespace TextCollapse.Studies.Countermeasures;

/// <summary>The canonical values of a countermeasure's knobs.</summary>
public sealed class Knobs(IReadOnlyDictionary<string, string> values)
{
    /// <summary>The canonical text of a value.</summary>
    public string this[string name] => values[name];

    /// <summary>A whole number.</summary>
    public int Int(string name) => int.Parse(values[name], CultureInfo.InvariantCulture);

    /// <summary>A number.</summary>
    public double Real(string name) => double.Parse(values[name], CultureInfo.InvariantCulture);

    /// <summary>A flag.</summary>
    public bool Flag(string name) => values[name] == "true";
}
