using System.Globalization;

namespace TextCollapse.Experiments.Configuration;

/// <summary>How large a study is, before any of its arms is created: a grid of a million arms is counted, not listed.</summary>
public static class StudySize
{
    /// <summary>Studies with more chains require a confirmation.</summary>
    public const int UsualMost = 1000;

    /// <summary>
    /// Seconds of a generation of an n-gram chain on one core, nearly all of it measuring: c · characters^p, read and held out, fitted in
    /// docs/scaling.md.
    /// </summary>
    private const double CountedSeconds = 2.18e-6, CountedPower = 0.881;

    /// <summary>
    /// Seconds that training takes on one core: c · operations^p with six operations per weight and character, fitted there.
    /// </summary>
    private const double TrainSeconds = 2.24e-13, TrainPower = 1.141;

    /// <summary>
    /// Seconds that a network takes to generate text on one core: c · operations^p with two operations per weight and character, fitted
    /// there.
    /// </summary>
    private const double WriteSeconds = 3.56e-10, WritePower = 0.843;

    private const int Sampled = 200, TypicalAlphabet = 100;

    /// <summary>How many arms there are at most; combinations that come to the same settings are one arm.</summary>
    public static double Arms(Study study) =>
        Math.Max(1, study.StatedArms.Count) * study.Grid.Aggregate(1.0, (product, axis) => product * axis.Values.Count);

    /// <summary>How many chains there are at most.</summary>
    public static double Chains(Study study) => Arms(study) * study.Seeds.Count;

    /// <summary>
    /// A rough estimate of the time on the given number of cores, from the sizes of some arms spread over the grid. It is accurate within a
    /// factor of a few; the measurements behind it are in docs/scaling.md.
    /// </summary>
    public static TimeSpan Estimate(Study study, int cores)
    {
        var seconds = Enumerable.Range(0, Sampled).Average(number => ChainSeconds(Sample(study, number))) * Chains(study) / cores;
        return TimeSpan.FromSeconds(Math.Min(seconds, 1e11));
    }

    /// <summary>The estimate in words: <c>40 minutes</c>, <c>3 days</c>.</summary>
    public static string Words(TimeSpan time)
    {
        (double Length, string Unit)[] units = [(365.25 * 86400, "year"), (86400, "day"), (3600, "hour"), (60, "minute"), (1, "second")];
        var (length, unit) = units.FirstOrDefault(unit => time.TotalSeconds >= 1.5 * unit.Length, units[^1]);
        var number = Math.Max(1, Math.Round(time.TotalSeconds / length));
        return string.Create(CultureInfo.InvariantCulture, $"{number:N0} {unit}{(number == 1 ? "" : "s")}");
    }

    /// <summary>
    /// One combination; successive numbers are spread evenly over every axis (additive recurrence with an irrational step of its own).
    /// </summary>
    private static ArmOptions Sample(Study study, int number)
    {
        var axis = 0;
        int Pick(int count) => (int)(number * Math.Sqrt(2 + 3 * axis++) % 1 * count);
        var arm = study.StatedArms.Count > 0 ? study.StatedArms[Pick(study.StatedArms.Count)].Changes : [];
        return OptionBinder.Bind([.. study.Constants, .. arm, .. study.Grid.Select(one => one.Values[Pick(one.Values.Count)])], []);
    }

    private static double ChainSeconds(ArmOptions arm) => (arm.Generations + 1) * GenerationSeconds(arm);

    /// <summary>The time of one generation on one core, accurate within a factor of a few.</summary>
    public static double GenerationSeconds(ArmOptions arm)
    {
        double characters = arm.Corpus.Train;
        var counted = Power(CountedSeconds, characters + arm.Corpus.HeldOut, CountedPower);
        var weights = arm.Model.EstimateWeights(TypicalAlphabet);
        var training = arm.Training;
        var trained = training.Epochs is { } epochs ? epochs * characters : (double)training.Steps * training.Batch * training.Sequence;
        return counted + Power(TrainSeconds, 6 * weights * trained, TrainPower)
            + Power(WriteSeconds, 2 * weights * characters, WritePower);
    }

    private static double Power(double scale, double size, double power) => scale * Math.Pow(size, power);
}
