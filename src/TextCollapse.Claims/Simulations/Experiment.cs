using TextCollapse.Experiments.Configuration;

namespace TextCollapse.Claims.Simulations;

/// <summary>The simulations that a claim file can name.</summary>
internal static class Experiment
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["types", "gaussian", "weights", "tail-cut", "shared-error"];

    /// <summary>Reads the table of an experiment; null, with a problem added, if its kind is unknown.</summary>
    internal static IExperiment? Read(YamlTable table)
    {
        var kind = table.Choice("kind", Kinds);
        var seeds = SeedsOf(table);
        return kind switch
        {
            "types" => new TypesExperiment
            {
                Seeds = seeds,
                Law = LawOf(table),
                Draws = [.. table.Numbers("draws").Select(draws => (int)draws)],
                Strategies = TypesExperiment.Check(table, table.List("strategies")),
                Generations = table.Whole("generations", least: 1),
                Chains = table.Whole("chains", least: 1),
            },
            "gaussian" => new GaussianExperiment
            {
                Seeds = seeds,
                Draws = table.Whole("draws", least: 2),
                Schedules = GaussianExperiment.Check(table, table.List("schedules")),
                Generations = table.Whole("generations", least: 1),
                Chains = table.Whole("chains", least: 1),
            },
            "weights" => new WeightsExperiment
            {
                Seeds = seeds,
                Law = LawOf(table),
                Draws = table.Whole("draws", least: 1),
                Weights = table.Numbers("weights"),
                Generations = table.Whole("generations", least: 10),
                Chains = table.Whole("chains", least: 1),
            },
            "tail-cut" => new TailCutExperiment
            {
                Seeds = seeds,
                Law = LawOf(table),
                Cuts = [.. table.Numbers("cuts").Select(cut => (int)cut)],
                Samples = [.. table.Numbers("samples").Select(samples => (int)samples)],
            },
            "shared-error" => new SharedErrorExperiment
            {
                Seeds = seeds,
                Law = LawOf(table),
                FirstDraws = table.Whole("first_draws", least: 1),
                Shares = table.Numbers("synthetic_shares"),
                Samples = [.. table.Numbers("samples").Select(samples => (int)samples)],
                Chains = table.Whole("chains", least: 1),
            },
            _ => null,
        };
    }

    private static IReadOnlyList<long> SeedsOf(YamlTable table)
    {
        try
        {
            return SeedList.Parse(table.Optional("seeds") ?? "1-8");
        }
        catch (InputException e)
        {
            table.Wrong("seeds", e.Problems[0].Message);
            return [];
        }
    }

    /// <summary>
    /// The real distribution: <c>law: [.5, .3, .2]</c>, or a Zipf distribution with <c>types: 50</c> and <c>exponent: 1</c>.
    /// </summary>
    private static double[] LawOf(YamlTable table)
    {
        double[] weights = table.Has("law") ? [.. table.Numbers("law")]
            : Zipf(table.Whole("types", least: 2), table.Number("exponent", 1, 0));
        var sum = weights.Sum();
        if (weights.Any(weight => weight < 0) || !(sum > 0))
            table.Wrong("law", "must be a list of non-negative weights with at least one above 0.");
        return [.. weights.Select(weight => weight / sum)];
    }

    private static double[] Zipf(int types, double exponent) => [.. Enumerable.Range(1, types).Select(rank => Math.Pow(rank, -exponent))];
}
