using System.Globalization;

namespace TextCollapse;

/// <summary>
/// A measured value, or the reason why it is undefined. An undefined value is never written as 0, 1, ∞ or NaN; +∞ is a valid value (a
/// divergence from a distribution that gives probability zero).
/// </summary>
public readonly record struct Measurement
{
    private readonly double _value;
    private readonly string? _reason;
    private readonly bool _defined;

    private Measurement(double value, string? reason, bool defined) => (_value, _reason, _defined) = (value, reason, defined);

    /// <summary>True if there is a value.</summary>
    public bool IsDefined => _defined;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It is undefined.</exception>
    public double Value => _defined ? _value : throw new InvalidOperationException($"Undefined: {UndefinedBecause}");

    /// <summary>Why the value is undefined, as a clause; null if it is defined.</summary>
    public string? UndefinedBecause => _defined ? null : _reason ?? "it was not measured";

    /// <summary>The value, or NaN if it is undefined. For arithmetic, never for output.</summary>
    public double OrNaN => _defined ? _value : double.NaN;

    /// <summary>A number; NaN becomes undefined, −0 is 0.</summary>
    public static Measurement Of(double value)
        => double.IsNaN(value) ? Undefined("the arithmetic gave no number") : new(value == 0 ? 0 : value, null, true);

    /// <summary>An undefined value, for <paramref name="reason"/>.</summary>
    public static Measurement Undefined(string reason) => new(0, reason, false);

    /// <summary>A ratio; undefined for <paramref name="reason"/> if the denominator is 0.</summary>
    public static Measurement Ratio(double numerator, double denominator, string reason)
        => denominator == 0 ? Undefined(reason) : Of(numerator / denominator);

    /// <summary>Applies a function to the value; undefined stays undefined.</summary>
    public Measurement Map(Func<double, double> function) => _defined ? Of(function(_value)) : this;

    /// <summary>Converts a number; NaN becomes undefined.</summary>
    public static implicit operator Measurement(double value) => Of(value);

    /// <inheritdoc/>
    public override string ToString() => _defined ? _value.ToString("R", CultureInfo.InvariantCulture) : $"undefined ({UndefinedBecause})";
}
