using TextCollapse.Corpora;
using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Metrics.Detection;
using static TextCollapse.Tests.Mitigations.Given;

namespace TextCollapse.Tests.Mitigations;

public sealed class CuratorTests
{
    /// <summary>Every curator as the table makes it by default, at equal budgets.</summary>
    public static TheoryData<string> Curators => ["character-noise", "span-masking", "document-recombination", "real-first", "discriminator-reweighting", "detector-resampling(upsample=1)", "golden-weight", "verification", "token-editing", "oracle-filter", "origin-filter", "easy-first", "hard-first"];

    [Theory]
    [MemberData(nameof(Curators))]
    public void As_much_is_read_as_was_given_and_the_same_whatever_the_threads(string name)
    {
        var curator = Curator(name);
        var read = curator.Curate(Mixed, Situation);
        Assert.Equal(Mixed.Characters, read.Characters);
        Assert.Equal(Symbols(read), Symbols(curator.Curate(Mixed, Situation with { Threads = 1 })));
        Assert.NotEqual(Symbols(Mixed), Symbols(read));
    }

    [Fact]
    public void Span_masking_overwrites_its_share_in_spans_of_its_length()
    {
        // One symbol per document would hide what is overwritten: letters all different from their neighbours do not.
        var alphabet = Alphabet.Of([string.Concat(Enumerable.Range(0, 1000).Select(i => (char)(0x4E00 + i)))]);
        var corpus = new Corpus(alphabet, [.. Enumerable.Range(0, 40).Select(_ => new Document(Enumerable.Range(0, 1000).Select(i => (ushort)i).ToArray(), Provenance.Real("x")))]);
        var read = new SpanMasking(0.2, 8).Curate(corpus, Situation);
        var changed = read.Documents.SelectMany(document => document.Symbols.ToArray().Select((symbol, i) => symbol != i)).ToArray();
        Assert.Equal(0.2, changed.Average(x => x ? 1.0 : 0), 0.03);
        var spans = changed.Skip(1).Zip(changed, (now, before) => now && !before).Count(begins => begins);
        Assert.Equal(8, changed.Count(x => x) / (double)spans, 1.0);
    }

    [Fact]
    public void Recombination_keeps_every_word_and_who_wrote_it()
    {
        var read = new DocumentRecombination(40).Curate(Mixed, Situation);
        Assert.Equal(Mixed.Documents.Select(document => (document.Length, document.Provenance)), read.Documents.Select(document => (document.Length, document.Provenance)));
        foreach (var real in new[] { true, false })
            Assert.Equal(Symbols(Mixed.Only(real)).Order(), Symbols(read.Only(real)).Order());
        static double Unseen(Corpus text, Corpus known) => text.Alphabet.Decode(Symbols(text)).Split(' ').Except(known.Alphabet.Decode(Symbols(known)).Split(' ')).Count();
        // Two hundred joints cut no word; the forty ends of documents, which stay where they are, may.
        Assert.True(Unseen(read, Mixed) < 2.5 * Mixed.Documents.Count, $"{Unseen(read, Mixed)} words were cut");
    }

    [Fact]
    public void Real_text_first_sinks_in_equal_steps_to_the_mixings_own_share()
    {
        var curriculum = new RealFirst(1, 4);
        double[] shares = [.. Enumerable.Range(1, 6).Select(generation => curriculum.Curate(Mixed, Situation with { Generation = generation }).RealShare)];
        double[] expected = [1, 0.8125, 0.625, 0.4375, 0.25, 0.25];
        for (var i = 0; i < shares.Length; i++)
            Assert.Equal(expected[i], shares[i], 0.02);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Documents_stand_in_order_of_what_the_last_model_finds_easy(bool hardFirst)
    {
        var nats = First.Score((hardFirst ? (DocumentOrder)new HardFirst() : new EasyFirst()).Curate(Mixed, Situation).Documents, 1).Select(document => document.Average()).ToArray();
        Assert.Equal(hardFirst ? nats.OrderDescending() : nats.Order(), nats);
    }

    [Fact]
    public void Golden_weight_gives_real_text_its_weight()
        => Assert.Equal(0.618, new RealTextWeight(0.618, Whole: false).Curate(Mixed, Situation).RealShare, 1e-3);

    [Fact]
    public void Golden_weight_in_whole_repeats_reads_every_document_equally_often()
    {
        var half = Real.Training.Take(4000).Append(Synthetic.Take(4000));
        var read = new RealTextWeight(0.618, Whole: true).Curate(half, Situation);
        Assert.Equal(0.618, read.RealShare, 0.002);
        foreach (var real in new[] { true, false })
            Assert.Single(read.Only(real).Documents.GroupBy(document => document.Symbols).Select(group => group.Count()).Distinct());
    }

    [Fact]
    public void Verification_reads_what_the_first_model_finds_likelier_and_draws_k_times_as_much()
    {
        var drafts = new TextCollapse.Models.Decoding.GeneratedCharacterCount(Writer);
        var read = new Verification(4).Curate(Mixed, Situation with { Writer = drafts });
        Assert.True(Nats(First, read.Only(real: false)) < Nats(First, Mixed.Only(real: false)) - 0.02);
        Assert.Equal(3 * Mixed.Only(real: false).Characters, drafts.Characters);
        Assert.Equal(Symbols(Mixed.Only(real: true)), Symbols(read.Only(real: true)));
    }

    [Fact]
    public void Token_editing_changes_what_the_model_is_sure_of_and_nothing_else()
    {
        var size = Real.Alphabet.Size;
        var read = new TokenEditing(0.5).Curate(Mixed, Situation);
        Assert.Equal(1, read.RealShare);
        var changed = 0;
        foreach (var (edited, original) in read.Documents.Zip(Real.Training.Documents))
        {
            var logs = new float[original.Length * size];
            First.Predict(original.Symbols.Span, logs);
            for (var i = 0; i < original.Length; i++)
                if (edited.Symbols.Span[i] != original.Symbols.Span[i])
                {
                    Assert.True(Math.Exp(logs[i * size + original.Symbols.Span[i]]) >= 0.5);
                    changed++;
                }
        }
        Assert.True(changed > 50);
    }

    [Fact]
    public void The_oracle_lets_real_documents_alone_through_and_errors_come_at_their_rates()
    {
        Assert.Equal(1, new OriginFilter(0, 0).Curate(Mixed, Situation).RealShare);
        var many = new Corpus(Real.Alphabet, [.. Enumerable.Repeat(Mixed, 100).SelectMany(corpus => corpus.Documents)]);
        // 1,000 real documents of which .8 pass, 3,000 written ones of which .2 pass.
        Assert.Equal(800.0 / 1400, new OriginFilter(0.2, 0.2).Curate(many, Situation).RealShare, 0.04);
        Assert.Contains("has no training text", Assert.Throws<WorkFailedException>(() => new OriginFilter(0, 1).Curate(Mixed, Situation)).Message);
    }

    [Fact]
    public void Detector_resampling_makes_text_harder_to_tell_from_real_text_and_keeps_to_its_bounds()
    {
        // Half of the written documents are of a model that knows words, half of one that knows single characters.
        var poor = Write(Train(Real.Training, order: 1), 4000, seed: 2);
        var corpus = Synthetic.Take(4000).Append(poor);
        var read = new DetectorResampling(10, Repeats: 3, Upsample: 1.5).Curate(corpus, Situation);
        Assert.Equal(1.5 * corpus.Characters, read.Characters);
        Assert.InRange(read.Documents.GroupBy(document => document.Symbols).Max(group => group.Count()), 2, 3);
        static double Auc(Corpus text) => DetectorTest.Of(new LogisticDetector(), Real.HeldOut.Documents, [.. text.Documents.DistinctBy(document => document.Symbols)]).Auc.Value;
        var once = new DetectorResampling(10, Repeats: 1, Upsample: 0.5).Curate(corpus, Situation);
        Assert.True(Auc(once) < Auc(corpus) - 0.03, $"{Auc(once)} after, {Auc(corpus)} before");
    }

    [Fact]
    public void The_discriminator_draws_written_documents_that_look_real_and_leaves_real_ones_alone()
    {
        var poor = Write(Train(Real.Training, order: 1), 3000, seed: 2);
        var corpus = Real.Training.Take(2000).Append(Synthetic.Take(3000)).Append(poor);
        var read = new DiscriminatorReweighting(3).Curate(corpus, Situation);
        Assert.Equal(Symbols(corpus.Only(real: true)), Symbols(read.Only(real: true)));
        var worst = poor.Documents.Select(document => document.Symbols).ToHashSet();
        Assert.True(read.Documents.Count(document => worst.Contains(document.Symbols)) < poor.Documents.Count / 2);
    }

    private static ICurator Curator(string text) => Assert.IsAssignableFrom<ICurator>(Assert.Single(OptionBinder.Parse("mitigations", text, "", [])!.Mitigations!.All));
}
