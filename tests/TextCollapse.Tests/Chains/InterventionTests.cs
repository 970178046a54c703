using TextCollapse.Corpora;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Measuring;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Models.Decoding;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Tests.Chains;

public sealed class InterventionTests
{
    [Fact]
    public void A_generation_that_is_redrawn_reads_another_text_of_the_last_model()
    {
        var plain = Run(_ => null);
        var redrawn = Run(outcome => outcome is { Generation: 2, Attempt: 0 } ? new(InterventionKind.Redraw, "test", "once") : null);
        Assert.Equal(Symbols(plain.Text(0)), Symbols(redrawn.Text(0)));
        Assert.NotEqual(Symbols(plain.Text(1)), Symbols(redrawn.Text(1)));
        Assert.Equal(Symbols(redrawn.Text(1)), Symbols(redrawn.Read(2)!));
        Assert.Equal("once", Assert.Single(redrawn.Facts(2).Interventions).Reason);
    }

    [Fact]
    public void A_generation_that_is_rolled_back_leaves_the_last_model_in_charge()
    {
        var record = Run(outcome => outcome.Generation == 2 ? new(InterventionKind.RollBack, "test", "always") : null);
        Assert.Same(record.Model(1), record.Model(2));
        Assert.NotSame(record.Model(2), record.Model(3));
        Assert.NotEqual(Symbols(record.Text(1)), Symbols(record.Text(2)));
        Assert.Equal(0, record.Facts(2).CharactersRead);
    }

    [Fact]
    public void A_generation_that_real_text_is_injected_into_reads_at_least_that_share_and_no_more_characters()
    {
        var record = Run(outcome => outcome is { Generation: 2, Attempt: 0 } ? new(InterventionKind.Inject, "test", "a third", 1 / 3.0) : null);
        Assert.Equal(0, record.Facts(1).Mixing.Realised);
        Assert.Equal(1 / 3.0, record.Facts(2).Mixing.Realised, 2);
        Assert.Equal(record.Facts(1).TrainingCharacters, record.Facts(2).TrainingCharacters);
    }

    [Fact]
    public void A_chain_that_is_stopped_ends_there_and_stays_ended()
    {
        IControl control = new Rule(outcome => outcome.Generation == 2 ? new(InterventionKind.Stop, "test", "enough") : null);
        var record = Run(control);
        Assert.Equal(3, record.Committed);
        new GenerationLoop(Spec(control), record).Run();
        Assert.Equal(3, record.Committed);
    }

    [Fact]
    public void A_rule_without_an_end_is_named()
        => Assert.Contains("Limit the attempts of that rule", Assert.Throws<WorkFailedException>(() => Run(_ => new(InterventionKind.Redraw, "endless", "never content"))).Message);

    [Fact]
    public void A_chain_can_be_run_up_to_a_generation_and_gone_on_with()
    {
        var record = new MemoryChainStore();
        new GenerationLoop(Spec(null), record).Run(until: 1);
        Assert.Equal(2, record.Committed);
        new GenerationLoop(Spec(null), record).Run();
        Assert.Equal(Symbols(Run(_ => null).Text(3)), Symbols(record.Text(3)));
    }

    private static MemoryChainStore Run(Func<Outcome, Intervention?> judge) => Run(new Rule(judge));

    private static MemoryChainStore Run(IControl control)
    {
        var record = new MemoryChainStore();
        new GenerationLoop(Spec(control), record).Run();
        return record;
    }

    [Fact]
    public void Arms_of_a_seed_draw_the_same_random_numbers_whatever_they_are_called()
    {
        ushort[] Text(string arm, long seed, MixingStrategy mixing)
        {
            var (spec, record) = (Spec(null), new MemoryChainStore());
            spec = spec with
            {
                Identity = spec.Identity with { Arm = arm, ArmHash = arm, Seed = seed },
                Parts = spec.Parts with { Mixing = mixing },
            };
            new GenerationLoop(spec, record).Run();
            return Symbols(record.Text(3));
        }
        Assert.Equal(Text("one", 1, new Replace()), Text("other", 1, new FixedReal { RealShare = 0 }));
        Assert.NotEqual(Text("one", 1, new Replace()), Text("one", 2, new Replace()));
    }

    [Fact]
    public void The_real_text_of_a_small_share_is_part_of_that_of_a_larger_one()
    {
        var real = Spec(null).Real;
        HashSet<Document> Drawn(double share) => [.. new FixedReal { RealShare = share }.Compose(new MixingTask
        {
            Generation = 2,
            Real = real.Training,
            Unseen = real.Reserve,
            UnseenUsed = 0,
            Generated = _ => real.Training,
            Budget = real.Training.Characters,
            Random = new(1, "all arms", 2),
        }).Take((long)(share * real.Training.Characters)).Documents];
        HashSet<string> Texts(double share) => [.. Drawn(share).Select(document => real.Alphabet.Decode(document.Symbols.Span))];
        Assert.Subset(Texts(0.5), Texts(0.25));
        Assert.Subset(Texts(1), Texts(0.5));
    }

    private static ChainSpec Spec(IControl? control) => new()
    {
        Identity = new() { Arm = "arm", ArmHash = "arm", Seed = 1, Engine = "managed" },
        Parts = new()
        {
            Mixing = new Replace(),
            Mitigations = control is null ? MitigationList.None : new(control),
            Trainer = new NgramTrainer(new NgramOptions { Order = 2 }),
            Decoder = new Decoder(new()),
            Meter = new NoMeter(),
        },
        Storage = new(_ => throw new NotSupportedException()),
        Generations = 3,
        DocumentLength = 50,
        Real = RealText.Prepare(new ZipfText(8, 1), new RealTextSettings { Train = 600, HeldOut = 100, Validation = 0, DocumentLength = 50, Seed = 1 }),
    };

    private static ushort[] Symbols(Corpus corpus) => [.. corpus.Documents.SelectMany(document => document.Symbols.ToArray())];

    private sealed class Rule(Func<Outcome, Intervention?> judge) : IControl
    {
        public IEnumerable<string> Metrics => [];
        public Intervention? Judge(Outcome outcome) => judge(outcome);
    }

    private sealed class NoMeter : IGenerationMeter
    {
        public string Name => "nothing";
        public IReadOnlyList<KeyValuePair<string, Measurement>> Measure(GenerationToMeasure generation) => [];
    }
}
