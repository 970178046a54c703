using System.Globalization;

namespace TextCollapse.Reporting.Figures;

/// <summary>Maps values to pixels along one axis, with ticks at round values.</summary>
internal sealed class Scale
{
    private readonly double _from, _to, _pixelFrom, _pixelTo;
    private readonly int _decimals;

    private Scale(double from, double to, double pixelFrom, double pixelTo, IReadOnlyList<double> ticks, int decimals) =>
        (_from, _to, _pixelFrom, _pixelTo, Ticks, _decimals) = (from, to, pixelFrom, pixelTo, ticks, decimals);

    /// <summary>The values of the ticks.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>The pixel of a value; values outside the range are clamped.</summary>
    public double this[double value] => _pixelFrom + (Math.Clamp(value, _from, _to) - _from) / (_to - _from) * (_pixelTo - _pixelFrom);

    /// <summary>The label of a tick.</summary>
    public string Label(double tick) => Text(tick, _decimals);

    /// <summary>A number with a minus sign (U+2212).</summary>
    public static string Text(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture) is var text
        && double.Parse(text, CultureInfo.InvariantCulture) == 0
        ? 0.0.ToString($"F{decimals}", CultureInfo.InvariantCulture) : text.Replace('-', '−');

    /// <summary>
    /// A scale over all finite <paramref name="values"/> with a margin that does not extend beyond <paramref name="least"/> and
    /// <paramref name="most"/>.
    /// </summary>
    public static Scale Over(IEnumerable<double> values, double pixelFrom, double pixelTo, int ticks,
        double least = double.NegativeInfinity, double most = double.PositiveInfinity, bool whole = false, double margin = 0.05)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        double from = finite.Min(), to = finite.Max();
        var room = to > from ? margin * (to - from) : margin * Math.Max(Math.Abs(from), 1);
        (from, to) = (Math.Max(from - room, Math.Min(from, least)), Math.Min(to + room, Math.Max(to, most)));
        if (to <= from)
            to = from + 1;
        var (step, decimals) = Step((to - from) / ticks, whole);
        var first = Math.Ceiling(from / step - 1e-9);
        double[] at = [.. Enumerable.Range(0, (int)Math.Floor(to / step - first + 1e-9) + 1).Select(i => (first + i) * step)];
        return new(from, to, pixelFrom, pixelTo, at, decimals);
    }

    private static (double Step, int Decimals) Step(double about, bool whole)
    {
        var power = Math.Floor(Math.Log10(about));
        var unit = Math.Pow(10, power);
        var factor = (about / unit) switch { <= 1.5 => 1, <= 3 => 2, <= 7 => 5, _ => 10 };
        var step = factor * unit;
        if (whole && step < 1)
            return (1, 0);
        return (step, Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9)));
    }
}
