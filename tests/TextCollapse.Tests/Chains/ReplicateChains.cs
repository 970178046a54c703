using TextCollapse.Corpora;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Theory;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Tests.Chains;

/// <summary>Many chains of the product's own loop, mixing, counting and drawing on text of a known law, differing in their seed alone.</summary>
internal sealed record ReplicateChains
{
    /// <summary>Four standard errors: a true statement fails one comparison in 16,000, and seeds are fixed.</summary>
    public const double Errors = 4;

    public required string Strategy { get; init; }
    public double RealShare { get; init; } = 0.5;
    public double Added { get; init; } = 0.1;
    public MixingStrategy? Mixing { get; init; }
    public ZipfText Law { get; init; } = new(8, 1);
    public int Budget { get; init; } = 40;
    public int DocumentLength { get; init; } = 8;
    public int Generations { get; init; } = 5;
    public int Chains { get; init; } = 600;
    public NgramOptions Model { get; init; } = new() { Order = 1, Smoothing = NgramSmoothing.MaximumLikelihood };
    public DecodingOptions Decoding { get; init; } = new();
    public MitigationList Mitigations { get; init; } = MitigationList.None;
    public IReadOnlyList<Decision> Decisions { get; init; } = [];

    public double S => Heterozygosity.SumOfSquares([.. Law.Probabilities]);

    /// <summary>What <paramref name="measure"/> sees in each chain and generation: [chain][generation].</summary>
    public double[][] Run(Func<GenerationToMeasure, double> measure) => Run(() => new OneValue(measure)).Select(record =>
        record.AllFacts.Select(facts => facts["value"].OrNaN).ToArray()).ToArray();

    /// <summary>The records of all chains with the columns that put theory beside the measurements.</summary>
    public MemoryChainStore[] RunWithTheory() => Run(() => new OneValue(_ => 0), meter: (inner, real) => new OrderOneMeter(inner,
        new OrderOneChain { Mixing = Named, Counts = [], DocumentLength = DocumentLength, Alpha = Model.Smoothing == NgramSmoothing.AddAlpha ? Model.Alpha : 0 }, real, Generations));

    /// <summary>Σ p̂² of the generation's model.</summary>
    public static double SumOfSquares(GenerationToMeasure generation) => Heterozygosity.SumOfSquares(Distribution(generation));

    /// <summary>The unigram distribution of the generation's model.</summary>
    public static double[] Distribution(GenerationToMeasure generation) => Row(generation, new ushort[1], 0);

    /// <summary>What the generation's model expects at a position of a document.</summary>
    public static double[] Row(GenerationToMeasure generation, ushort[] document, int position)
    {
        var size = generation.Model.Alphabet.Size;
        var logs = new float[document.Length * size];
        generation.Model.Predict(document, logs);
        return [.. logs.AsSpan(position * size, size).ToArray().Select(log => Math.Exp(log))];
    }

    /// <summary>The mean over chains lies within <see cref="Errors"/> standard errors of what is expected (and beyond, by what rounding in single precision allows).</summary>
    public static void AssertMean(double expected, IEnumerable<double> values, double bias = 1e-6)
    {
        var all = values.ToArray();
        var mean = all.Average();
        var error = Math.Sqrt(all.Sum(x => (x - mean) * (x - mean)) / (all.Length - 1) / all.Length);
        Assert.InRange(mean, expected - Errors * error - bias, expected + Errors * error + bias);
    }

    private MixingStrategy Named => MixingStrategies.All.Create(Strategy) switch
    {
        RealShareMixing mixing => mixing with { RealShare = RealShare },
        Expanding mixing => mixing with { Added = Added },
        var mixing => mixing,
    };

    private MemoryChainStore[] Run(Func<IGenerationMeter> inner, Func<IGenerationMeter, RealText, IGenerationMeter>? meter = null)
    {
        var mixing = Mixing ?? Named;
        var records = new MemoryChainStore[Chains];
        Parallel.For(0, Chains, seed =>
        {
            var real = RealText.Prepare(Law, new RealTextSettings { Train = Budget, HeldOut = 1, Validation = 0, Reserve = mixing.UnseenReal(Budget) * Generations, DocumentLength = DocumentLength, Seed = seed });
            var spec = new ChainSpec
            {
                Identity = new() { Arm = Strategy, ArmHash = Strategy, Seed = seed, Engine = "managed" },
                Parts = new()
                {
                    Mixing = mixing,
                    Mitigations = Mitigations,
                    Trainer = new NgramTrainer(Model),
                    Decoder = new Decoder(Decoding),
                    Meter = meter is null ? inner() : meter(inner(), real),
                },
                Storage = new(_ => throw new NotSupportedException(), KeepModels: false),
                Real = real,
                Generations = Generations,
                DocumentLength = DocumentLength,
            };
            new GenerationLoop(spec, records[seed] = new MemoryChainStore { Decisions = Decisions }).Run();
        });
        return records;
    }

    private sealed class OneValue(Func<GenerationToMeasure, double> measure) : IGenerationMeter
    {
        public string Name => "one value";

        public IReadOnlyList<KeyValuePair<string, Measurement>> Measure(GenerationToMeasure generation) => [new("value", measure(generation))];
    }
}
