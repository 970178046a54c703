using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Review;
using TextCollapse.Experiments.Storage;

namespace TextCollapse.Tests.Chains.Decisions;

public sealed class OversightTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("oversight").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_rejected_document_is_not_read_and_the_budget_stays()
    {
        var chain = At("reject").Run(1);
        var rejected = chain.Person.Documents()[2].Text;
        chain.Decide(new RejectDocuments([3, 7])).Run();
        var read = chain.Record.Text(1);
        Assert.DoesNotContain(rejected, read.Documents.Select(document => read.Alphabet.Decode(document.Symbols.Span)));
        Assert.Equal(2000, read.Characters);
        Assert.Equal(2000, chain.Record.Facts(2).TrainingCharacters);
        var recorded = Assert.Single(chain.Record.Facts(2).Interventions);
        Assert.Equal((InterventionKind.Curate, "anna", "rejected documents 3, 7: because"), (recorded.Kind, recorded.By, recorded.Reason));
    }

    [Fact]
    public void An_edited_document_is_read_as_it_was_edited_and_keeping_takes_that_back()
    {
        var chain = At("edit").Run(1);
        var letters = chain.Spec.Real.Alphabet.ToString();
        var edited = string.Concat(Enumerable.Repeat(letters[..2], 50));
        chain.Decide(new EditDocument(1, edited)).Decide(new EditDocument(2, edited)).Decide(new KeepDocuments([2]));
        Assert.Equal([Fate.Edited, Fate.Kept], chain.Person.Documents().Take(2).Select(document => document.Fate));
        chain.Run();
        Assert.Equal(edited, chain.Spec.Real.Alphabet.Decode(chain.Record.Text(1).Documents[0].Symbols.Span));
        Assert.Equal(chain.Person.Generation, chain.Spec.Generations);
    }

    [Fact]
    public void Real_text_that_a_person_injects_is_read_by_the_next_generation_alone()
    {
        var chain = At("inject").Run(1).Decide(new InjectRealText(0.4)).Run();
        Assert.Equal([1, 0, 0.4, 0, 0], chain.Record.AllFacts().Select(facts => Math.Round(facts.Mixing.Realised, 2)));
    }

    [Fact]
    public void A_setting_changes_from_the_next_generation_on_and_no_earlier()
    {
        var plain = At("plain").Run();
        var chain = At("set").Run(1).Decide(new ChangeSetting("decoding.temperature", "0.2"));
        Assert.Equal("0.2", chain.Person.Changed("decoding.temperature"));
        chain.Run();
        Assert.Equal(plain.Texts()[..2], chain.Texts()[..2]);
        Assert.All(Enumerable.Range(2, 3), generation => Assert.True(Entropy(chain, generation) < 0.8 * Entropy(plain, generation)));
    }

    [Fact]
    public void A_mixing_changed_on_the_way_reads_unseen_real_text_once()
    {
        var chain = At("fresh", OverseenChain.Ngram + "\nmixing: { strategy: fresh-real, real_share: 0.5 }").Run(1);
        Assert.Contains("unseen real text", Refused(chain, new ChangeSetting("mixing.real_share", "1")));
        chain.Decide(new ChangeSetting("mixing.real_share", "0.25")).Run();
        Assert.Equal([1, 0.5, 0.25, 0.25, 0.25], chain.Record.AllFacts().Select(facts => Math.Round(facts.Mixing.Realised, 2)));
    }

    /// <summary>Time stands in the log for people alone.</summary>
    [Fact]
    public void A_clock_that_is_set_back_changes_neither_the_order_of_decisions_nor_what_they_come_to()
    {
        var steady = At("steady").Run(1).Decide(new ChangeSetting("decoding.temperature", "0.2")).Decide(new ChangeSetting("decoding.temperature", "0.5")).Run();
        var back = At("set-back").Run(1);
        foreach (var (year, temperature) in new[] { (2031, "0.2"), (1999, "0.5") })
            new Oversight(back.Spec, back.Record, new Clock(year)).Decide(new ChangeSetting("decoding.temperature", temperature), "anna", "because");
        Assert.Equal("0.5", back.Open().Person.Changed("decoding.temperature"));
        Assert.Equal(steady.Texts(), back.Run().Texts());
    }

    [Fact]
    public void A_rollback_moves_later_generations_aside_and_another_future_is_drawn()
    {
        var chain = At("back").Run(3);
        var before = chain.Texts();
        chain.Decide(new RollBack(1)).Run();
        Assert.Equal(before[..2], chain.Texts()[..2]);
        Assert.All([2, 3], generation => Assert.NotEqual(before[generation], chain.Texts()[generation]));
        Assert.Equal(before[2..], new[] { 2, 3 }.Select(generation => File.ReadAllText(Path.Combine(RolledBack.Folder(chain.Folder, 1), GenerationFolder.Name(generation), "text.txt"))));
        Assert.Equal(InterventionKind.Return, Assert.Single(chain.Record.Facts(2).Interventions).Kind);
        Assert.Empty(ChainCheck.Of(chain.Folder));
    }

    [Fact]
    public void A_rollback_voids_what_was_decided_after_that_generation()
    {
        var chain = At("void").Run(1).Decide(new InjectRealText(0.5)).Decide(new RejectDocuments([1])).Run(2).Decide(new RollBack(1));
        Assert.All(chain.Person.Documents(), document => Assert.Equal(Fate.Kept, document.Fate));
        chain.Run();
        Assert.Equal(0, chain.Record.Facts(2).Mixing.Realised);
    }

    [Fact]
    public void A_rollback_that_was_cut_off_is_finished_when_the_chain_is_opened()
    {
        var chain = At("cut").Run(3);
        var expected = At("whole").Run(3).Decide(new RollBack(0)).Run().Texts();
        DecisionLog.Append(chain.Folder, new Decision(1, chain.Spec.Identity.Arm, 1, 3, DateTimeOffset.UnixEpoch, "anna", "", new RollBack(0)));
        Assert.Equal(1, chain.Open().Record.Committed);
        Assert.Equal(expected, chain.Run().Texts());
    }

    [Theory]
    [InlineData(OverseenChain.Ngram)]
    [InlineData(OverseenChain.NgramWithTwin)]
    [InlineData(OverseenChain.Gru)]
    public void A_chain_with_decisions_replays_to_the_same_bytes_however_often_it_stops(string study)
    {
        var chain = At("original", study).Run(1).Decide(new RejectDocuments([2, 3])).Decide(new EditDocument(1, "b")).Run(2).Decide(new InjectRealText(0.3))
            .Decide(new ChangeSetting("decoding.temperature", "0.7")).Run(3).Decide(new RollBack(2)).Decide(new TakeNote(), "look here").Decide(new RejectDocuments([5])).Run();
        var script = DecisionLog.Read(chain.Folder);
        var straight = At("straight", study);
        Replay.Run(straight.Spec, straight.Record, script);
        Assert.Equal(chain.Bytes(), straight.Bytes());

        var stopped = At("stopped", study);
        var places = new HashSet<(int, ChainPhase, int)>();
        for (var stops = 0; ; stops++)
            try
            {
                using var stop = new CancellationTokenSource();
                Replay.Run(stopped.Spec, stopped.Record, script, 2, new Stopping(stop, places, stopped.Record.Decisions.Count), cancellation: stop.Token);
                Assert.InRange(stops, 8, 100);
                break;
            }
            catch (OperationCanceledException)
            {
                stopped.Open();
            }
        Assert.Equal(chain.Bytes(), stopped.Bytes());
    }

    [Fact]
    public void A_twin_takes_the_decisions_about_its_chain_too()
    {
        var chain = new OverseenChain(Path.Combine(_folder, "twin"), OverseenChain.NgramWithTwin).Run(1).Decide(new InjectRealText(1)).Run(2);
        double Divergence(int generation) => chain.Record.Facts(generation)["twin_divergence"].OrNaN;
        // Both are trained on real text again, which differs in one document of twenty.
        Assert.InRange(Divergence(2), 0, Divergence(1) / 2);
    }

    [Fact]
    public void A_log_of_other_decisions_is_not_replayed_into_a_folder_that_has_some()
    {
        var one = At("one").Run(1).Decide(new InjectRealText(0.1));
        var two = At("two").Run(1).Decide(new InjectRealText(0.2));
        Assert.Contains("has different decisions", Assert.Throws<InputException>(() => Replay.Run(one.Spec, one.Record, two.Record.Decisions)).Message);
    }

    [Fact]
    public void Two_people_at_once_do_not_overwrite_each_other()
    {
        var anna = At("both").Run(1);
        var bert = new OverseenChain(anna.Folder);
        anna.Decide(new InjectRealText(0.1));
        Assert.Contains("another reviewer has decided in the meantime (anna: injected real text, at least 10 %)", Refused(bert, new InjectRealText(0.2)));
        Assert.Single(DecisionLog.Read(anna.Folder));
    }

    [Fact]
    public void What_cannot_be_decided_is_named_and_changes_nothing()
    {
        var chain = At("wrong");
        Assert.Contains("no generation yet", Refused(chain, new InjectRealText(0.1)));
        chain.Run(1);
        Assert.Contains("'ë' (U+00EB), U+000A", Refused(chain, new EditDocument(1, "a\u00eb\n")));
        Assert.Contains("has no document 21; it has documents 1 to 20", Refused(chain, new RejectDocuments([21])));
        Assert.Contains("no document at all", Refused(chain, new RejectDocuments([.. Enumerable.Range(1, 20)])));
        Assert.Contains("above 0 and up to 100 %", Refused(chain, new InjectRealText(double.NaN)));
        Assert.Contains("cannot be changed during a run", Refused(chain, new ChangeSetting("model.order", "3")));
        Assert.Contains("did you mean 'decoding.temperature'", Refused(chain, new ChangeSetting("decoding.temprature", "3")));
        Assert.Contains("is not a number from 0 to 100", Refused(chain, new ChangeSetting("decoding.temperature", "hot")));
        Assert.Contains("has no meaning", Refused(chain, new ChangeSetting("training.steps", "5")));
        Assert.Contains("generations 0 to 1", Refused(chain, new RollBack(2)));
        Assert.Contains("must name who decides", Assert.Throws<InputException>(() => chain.Person.Decide(new RollBack(0), " ")).Message);
        Assert.Empty(DecisionLog.Read(chain.Folder));
    }

    [Fact]
    public void A_chain_whose_models_were_not_kept_refuses_what_would_need_one()
        => Assert.Contains("keep: all", Refused(At("texts", OverseenChain.Ngram + "\nkeep: texts").Run(1), new RejectDocuments([1])));

    private OverseenChain At(string name, string study = OverseenChain.Ngram) => new(Path.Combine(_folder, name), study);

    private static string Refused(OverseenChain chain, DecisionAct act) => Assert.Throws<InputException>(() => chain.Decide(act)).Message;

    private static double Entropy(OverseenChain chain, int generation) => chain.Record.Facts(generation)["entropy_1"].Value;

    /// <summary>Stops once at everything that a chain does: half-way through each training, each text, and after each commit.</summary>
    private sealed class Stopping(CancellationTokenSource stop, HashSet<(int, ChainPhase, int)> stopped, int decisions) : IProgress<ChainProgress>
    {
        public void Report(ChainProgress value)
        {
            if (value.Phase == ChainPhase.Committed || value.Share > 0.4)
                lock (stopped)
                    if (stopped.Add((value.Generation, value.Phase, decisions)))
                        stop.Cancel();
        }
    }

    private sealed class Clock(int year) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
