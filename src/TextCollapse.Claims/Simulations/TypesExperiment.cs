using System.Globalization;
using TextCollapse.Experiments.Theory;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Randomness;

namespace TextCollapse.Claims.Simulations;

/// <summary>
/// <c>types</c>: a distribution over V types is estimated from n real draws (generation 0), and then repeatedly from n draws of what the
/// strategy trains on: a unigram chain without text. An arm is a strategy and an n: <c>replace-10</c>, <c>window-3-10</c> (each draw from
/// one of the last 3 models), <c>past-10</c> (from one of all past models), <c>accumulate-10</c> (the model is fitted to all draws so far,
/// including the real ones).
/// <para>Columns, means over chains: <c>draws</c>, <c>heterozygosity</c>, <c>squared_error</c> = Σ (p̂ − p)², <c>relative_error</c> (as a
/// multiple of H/n, that of n real draws), <c>known_types</c>, <c>absorbed_share</c> (share of chains with one type left). In the last row
/// also <c>absorption_generation</c> (the first generation with one type left permanently; the generation after the last for chains with
/// more types), <c>absorbed_at_i</c> (number of chains, not a mean), <c>law_i</c>, <c>initial_count_i</c>, <c>lost_generation_i</c> and
/// <c>lost_median_i</c> (the first generation from which type i is missing permanently).</para>
/// </summary>
internal sealed record TypesExperiment : IExperiment
{
    private const int Points = 50;

    /// <inheritdoc/>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>The real distribution.</summary>
    public required IReadOnlyList<double> Law { get; init; }

    /// <summary>The values of n.</summary>
    public required IReadOnlyList<int> Draws { get; init; }

    /// <summary>The strategies.</summary>
    public required IReadOnlyList<string> Strategies { get; init; }

    /// <summary>Generations after generation 0.</summary>
    public required int Generations { get; init; }

    /// <summary>Chains per arm and seed.</summary>
    public required int Chains { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Arms => [.. Strategies.SelectMany(strategy => Draws.Select(draws => Arm(strategy, draws)))];

    /// <inheritdoc/>
    public string Words => string.Create(CultureInfo.InvariantCulture,
        $"types: law {NumberList.Of(Law)}; strategies {string.Join(' ', Strategies)}; "
            + $"draws {string.Join(' ', Draws)}; {Generations} generations; {Chains} chains a seed; version 1");

    /// <inheritdoc/>
    public IEnumerable<GenerationRow> Run(string arm, long seed)
    {
        var (strategy, draws) = Strategies.SelectMany(one => Draws.Select(n => (one, n))).First(pair => Arm(pair.one, pair.n) == arm);
        var rows = new ExperimentRows(arm, seed);
        var absorbedAt = new int[Law.Count];
        var lost = new int[Law.Count][];
        for (var type = 0; type < Law.Count; type++)
            lost[type] = new int[Chains];
        for (var chain = 0; chain < Chains; chain++)
            RunChain(strategy, draws, new RandomKey(seed, $"types {arm}", 0).Stream("chain", chain), rows, absorbedAt, lost, chain);
        for (var type = 0; type < Law.Count; type++)
        {
            rows.Add(Generations, Column("law", type), Law[type]);
            rows.Add(Generations, Column("initial_count", type), Law[type] * draws);
            rows.Add(Generations, Column("absorbed_at", type), absorbedAt[type]);
            rows.Add(Generations, Column("lost_generation", type), lost[type].Average());
            rows.Add(Generations, Column("lost_median", type), Quantiles.Median([.. lost[type].Select(generation => (double)generation)]));
        }
        return rows.Means();
    }

    /// <summary>Reports unknown strategies.</summary>
    internal static IReadOnlyList<string> Check(YamlTable table, IReadOnlyList<string> strategies)
    {
        foreach (var strategy in strategies
            .Where(strategy => strategy is not ("replace" or "past" or "accumulate") && Window(strategy) is null))
            table.Wrong("strategies", $"'{strategy}' is not one of replace, past, accumulate, window-K.");
        return strategies;
    }

    private void RunChain(string strategy, int draws, RandomStream random, ExperimentRows rows, int[] absorbedAt, int[][] lost, int chain)
    {
        var real = new Sampler([.. Law]);
        var counts = Array.ConvertAll(real.Counts(ref random, draws), count => (long)count);
        var reach = strategy == "past" ? int.MaxValue : Window(strategy) ?? 1;
        var models = new List<Sampler>();
        var lastSeen = new int[Law.Count];
        Array.Fill(lastSeen, -1);
        int lastMixed = -1, sameFor = 0, only = -1;
        for (var generation = 0; ; generation++)
        {
            for (var type = 0; type < counts.Length; type++)
                if (counts[type] > 0)
                    lastSeen[type] = generation;
            if (counts.Count(count => count > 0) > 1)
                (lastMixed, sameFor) = (generation, 0);
            else
            {
                var left = Array.FindIndex(counts, count => count > 0);
                (sameFor, only) = (left == only ? sameFor + 1 : 1, left);
            }
            // All models that can still be drawn from have the same single type, so nothing can change any more.
            var settled = sameFor >= reach && strategy != "accumulate";
            for (var g = generation; g <= (settled ? Generations : generation); g++)
                Record(rows, g, draws, counts);
            if (generation == Generations || settled)
                break;
            if (models.Count == reach)
                models.RemoveAt(0);
            models.Add(new Sampler(Array.ConvertAll(counts, count => (double)count)));
            if (strategy != "accumulate")
                Array.Clear(counts);
            for (var draw = 0; draw < draws; draw++)
                counts[models[models.Count == 1 ? 0 : random.NextInt(models.Count)].Draw(ref random)]++;
        }
        rows.Add(Generations, "absorption_generation", lastMixed + 1);
        if (counts.Count(count => count > 0) == 1)
            absorbedAt[Array.FindIndex(counts, count => count > 0)]++;
        for (var type = 0; type < counts.Length; type++)
            lost[type][chain] = counts[type] > 0 ? Generations + 1 : lastSeen[type] + 1;
    }

    private void Record(ExperimentRows rows, int generation, int draws, long[] counts)
    {
        if (generation % Math.Max(1, Generations / Points) != 0 && generation != Generations)
            return;
        double total = counts.Sum(), error = 0, squares = 0;
        for (var type = 0; type < counts.Length; type++)
        {
            var share = counts[type] / total;
            (error, squares) = (error + (share - Law[type]) * (share - Law[type]), squares + share * share);
        }
        var known = counts.Count(count => count > 0);
        rows.Add(generation, "draws", draws);
        rows.Add(generation, "heterozygosity", 1 - squares);
        rows.Add(generation, "squared_error", error);
        rows.Add(generation, "relative_error", error * draws / Heterozygosity.Of([.. Law]));
        rows.Add(generation, "known_types", known);
        rows.Add(generation, "absorbed_share", known == 1 ? 1 : 0);
    }

    private static string Arm(string strategy, int draws) => string.Create(CultureInfo.InvariantCulture, $"{strategy}-{draws}");

    private static string Column(string name, int type) => string.Create(CultureInfo.InvariantCulture, $"{name}_{type + 1}");

    private static int? Window(string strategy) => strategy.StartsWith("window-", StringComparison.Ordinal)
        && int.TryParse(strategy["window-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0
        ? length : null;
}
