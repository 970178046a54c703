using System.Globalization;
using System.Text.RegularExpressions;
using TextCollapse.Metrics;
using TextCollapse.Metrics.Statistics;

namespace TextCollapse.Claims.Tests;

/// <summary>
/// A rule that can come out one way only says nothing. Every test of every claim is put to simulated data within the ranges of its columns,
/// at random and the same on every run, until each of its bounds has been met from both sides.
/// </summary>
public partial class BothWaysTests
{
    private const int Scenarios = 4000, Types = 20;
    private static readonly int[] Generations = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 48, 500, 550, 600];
    private static readonly MetricColumn[] Columns = [.. ColumnCatalogue.Sections.SelectMany(section => section.Columns)];

    public static TheoryData<string> Ids => [.. ClaimFiles.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_test_can_be_passed_and_every_bound_of_it_missed(string id)
    {
        foreach (var test in ClaimFiles.Find(id).Tests)
        {
            var (least, most) = (test.Prediction.Least, test.Prediction.Most);
            bool passed = false, below = double.IsInfinity(least), above = double.IsInfinity(most);
            for (var scenario = 0; scenario < Scenarios && !(passed && below && above); scenario++)
            {
                var found = test.Judge(SeedRows.Of(Simulate(test.Measure, scenario)), 2);
                passed |= found.Verdict == ClaimVerdict.Supported;
                below |= found.Verdict == ClaimVerdict.NotSupported && found.Effect.Upper.Value <= least;
                above |= found.Verdict == ClaimVerdict.NotSupported && found.Effect.Lower.Value >= most;
            }
            Assert.True(passed && below && above,
                $"{id}: '{test.Says}' {(passed ? "" : "cannot be passed; ")}{(below ? "" : $"cannot be below {least}; ")}{(above ? "" : $"cannot be above {most}")}");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_is_said_to_differ_cannot_be_the_same_number(string id)
    {
        var tests = ClaimFiles.Find(id).Tests;
        foreach (var one in tests)
            foreach (var other in tests.Where(other => Kind(other) == Kind(one) && other.Prediction != one.Prediction))
                Assert.True(one.Prediction.Most <= other.Prediction.Least || other.Prediction.Most <= one.Prediction.Least,
                    $"{id}: '{one.Says}' ({one.Prediction}) and '{other.Says}' ({other.Prediction}) overlap.");

        static string Kind(ClaimTest test) => test.Measure.Arms.Count() == 1
            ? $"{test.Measure.GetType().Name} {string.Join(' ', test.Measure.Metrics)}" : $"{test.Says} {test.Measure.Words}";
    }

    private static IEnumerable<GenerationRow> Simulate(IClaimMeasure measure, int scenario)
    {
        var random = new Random(scenario);
        var (alike, steady, fitting) = (random.Next(2) == 0, random.Next(3) == 0, random.Next(2) == 0);
        var bases = Enumerable.Range(0, Types).Select(_ => Math.Pow(10, random.NextDouble())).ToArray();
        var common = random.NextDouble();
        var powers = measure.Metrics.Distinct().ToDictionary(metric => metric, _ => 3 * random.NextDouble() - 1);
        foreach (var arm in measure.Arms.Distinct())
        {
            var courses = measure.Metrics.Distinct().SelectMany(metric => Names(metric).Select((name, type) => (Name: name, Course: Course(metric, name, type)))).ToList();
            for (var seed = 1; seed <= 2; seed++)
                foreach (var generation in Generations)
                    yield return new(arm, seed, generation, [.. courses.Select(one => KeyValuePair.Create(one.Name, Measurement.Of(one.Course(generation) * (1 + 1e-9 * seed))))]);

            // From one level to another in equal steps per generation, often that of the other arms, often nearly level.
            Func<int, double> Course(string metric, string name, int type)
            {
                if (Setting(metric, arm) is { } setting)
                    return _ => setting;
                if (metric.EndsWith("_1", StringComparison.Ordinal) && !Columns.Any(column => column.Find(metric) is not null))
                    return _ => (metric == "law_1" ? 1 : 200) * Math.Pow(bases[type], fitting ? 1 : powers[metric]) * (fitting ? 1 : Math.Pow(10, 0.2 * random.NextDouble()));
                var start = Level(metric, alike ? common : random.NextDouble(), alike ? 0.01 * random.NextDouble() : 0);
                var end = steady ? start * (1 + 0.05 * (random.NextDouble() - 0.5)) : Level(metric, random.NextDouble(), 0);
                var last = random.Next(2) == 0 ? 10 : Generations[^1];
                return generation => start + (end - start) * Math.Min(1, (double)generation / last);
            }
        }
    }

    private static IEnumerable<string> Names(string metric) => metric.EndsWith("_1", StringComparison.Ordinal) && !Columns.Any(column => column.Find(metric) is not null)
        ? Enumerable.Range(1, Types).Select(type => $"{metric[..^1]}{type.ToString(CultureInfo.InvariantCulture)}") : [metric];

    /// <summary>A value of a column: anywhere between its ends where it has two, over eight powers of ten where it has one.</summary>
    private static double Level(string metric, double at, double more)
    {
        var declared = Columns.Select(column => column.Find(metric)).FirstOrDefault(column => column is not null);
        var (least, most) = declared?.Range ?? (0, metric.EndsWith("share", StringComparison.Ordinal) ? 1 : double.PositiveInfinity);
        // The ends themselves are values as well.
        at = Math.Clamp(1.1 * at - 0.05 + more, 0, 1);
        return double.IsInfinity(most) ? Math.Pow(10, 8 * at - 4) : least + (most - least) * at;
    }

    /// <summary>What the study sets: the number in the name of the arm.</summary>
    private static double? Setting(string metric, string arm) => metric switch
    {
        "draws" => Number(arm, "draws-"),
        "cut" => Number(arm, "cut-"),
        "weight" => Number(arm, "w-"),
        "training_chars" => Number(arm, "train-"),
        _ => null,
    } ?? (metric is "draws" ? Number(arm, "replace-") : null);

    private static double? Number(string arm, string before)
        => arm.LastIndexOf(before, StringComparison.Ordinal) is >= 0 and var at && Digits().Match(arm, at + before.Length) is { Success: true } match
            ? double.Parse(match.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\G[0-9.]+")]
    private static partial Regex Digits();
}
