using System.Globalization;
using TextCollapse.Metrics.FailureModes;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Metrics.Definitions;

/// <summary>By how much a quantity differs from what it is held against, paired by seed, beside what differs by chance.</summary>
internal sealed record MeasuredChange
{
    private readonly Symptom _quantity;
    private readonly double _floor;
    private readonly bool _isFloorKnown;

    private MeasuredChange(Symptom quantity, string against, double[] differences, ProfiledArm arm, string column, double scale)
    {
        (_quantity, Against, Interval) = (quantity, against, SeedInterval.Student(differences));
        var floor = ChangeFloor.Between(column, arm.Floors);
        _isFloorKnown = floor.IsDefined || quantity.Least > 0;
        var seeds = arm.SeedsDrawText ? differences.Length : 1;
        // Seeds that draw their own real text average its noise out. Without a floor, one seed has nothing but the customary share.
        var known = floor.IsDefined ? floor.Value / Math.Sqrt(seeds) : 0;
        _floor = Math.Max(quantity.Least, !_isFloorKnown && differences.Length == 1 ? ChangeFloor.Customary * scale : known);
    }

    /// <summary>What it is held against, in words.</summary>
    public string Against { get; }

    /// <summary>The mean difference with its 95 % t-interval over seeds.</summary>
    public SeedInterval Interval { get; }

    /// <summary>Against generation 0; null where no seed has both.</summary>
    public static MeasuredChange? SinceFirst(Symptom quantity, ProfiledArm arm, int generation) =>
        Between(quantity, arm, "generation 0", generation, arm.At(0).ToDictionary(row => row.Seed, quantity.Read));

    /// <summary>Against the control at the same generation; null where there is none or no seed has both.</summary>
    public static MeasuredChange? FromControl(Symptom quantity, ProfiledArm arm, int generation) => arm.Control is not { } control ? null
        : Between(quantity, arm, $"‘{control.Name}’", generation, control.At(generation).ToDictionary(row => row.Seed, quantity.Read));

    /// <summary>Against a value of each seed.</summary>
    public static MeasuredChange? Between(
        Symptom quantity, ProfiledArm arm, string against, int generation, IReadOnlyDictionary<long, Measurement> before)
    {
        var rows = arm.At(generation).Where(row => before.ContainsKey(row.Seed)).ToArray();
        double[] differences =
        [
            .. rows.Select(row => quantity.Read(row).OrNaN - before[row.Seed].OrNaN).Where(double.IsFinite),
        ];
        return differences.Length == 0 ? null
            : new(quantity, against, differences, arm, quantity.Column(rows[0]), rows.Select(quantity.Scale).Where(double.IsFinite)
                .DefaultIfEmpty().Average());
    }

    /// <summary>
    /// Yes where the mean exceeds the noise floor times <paramref name="floors"/> in the expected direction and the whole interval lies on
    /// that side of 0; undecided where only the mean does, or where one seed has no measured floor.
    /// </summary>
    public ProfileMark Mark(double floors = 1)
    {
        var sign = _quantity.Direction == CollapseDirection.Lowers ? -1 : 1;
        if (!(sign * Interval.Mean.OrNaN > floors * _floor))
            return ProfileMark.No;
        if (Interval.Seeds == 1)
            return _isFloorKnown ? ProfileMark.Yes : ProfileMark.Undecided;
        var nearest = sign > 0 ? Interval.Lower : Interval.Upper;
        return sign * nearest.OrNaN > 0 ? ProfileMark.Yes : ProfileMark.Undecided;
    }

    /// <summary>The change in a phrase, with its interval and floor.</summary>
    public string Evidence
    {
        get
        {
            var ends = Interval.Lower.IsDefined
                ? string.Create(CultureInfo.InvariantCulture,
                    $" [{Interval.Lower.Value:+0.####;−0.####;0}, {Interval.Upper.Value:+0.####;−0.####;0}]")
                : "";
            return string.Create(CultureInfo.InvariantCulture,
                $"{_quantity.Name}: {Interval.Mean.OrNaN:+0.####;−0.####;0}{ends} against {Against}, noise floor {_floor:0.####}, ")
                + CollapseSentences.Seeds(Interval.Seeds);
        }
    }
}
