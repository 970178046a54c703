using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Mixing;
using TextCollapse.Metrics.Statistics;
using TextCollapse.Models.Ngram;

namespace TextCollapse.Tests.Studies;

public class StudyReaderTests
{
    [Fact]
    public void A_study_says_what_it_says_and_has_defaults_for_the_rest()
    {
        var study = StudyReader.Read("""
            name: mine
            corpus: { source: dotnet-docs, train: 400_000 }
            mixing: { strategy: fixed-real, real_share: .25 }
            generations: 7
            seeds: [1, 2, 5]
            """, "mine.yaml");
        Assert.Equal("mine", study.Name);
        Assert.Equal(400_000, study.Options.Corpus.Train);
        Assert.Equal(new FixedReal { RealShare = 0.25 }, study.Options.Mixing);
        Assert.Equal(new NgramOptions { Order = 5 }, study.Options.Model);
        Assert.Equal([1L, 2, 5], study.Seeds);
        Assert.Equal("fixed-real-0.25", Assert.Single(study.Arms()).Id);
    }

    [Fact]
    public void A_study_states_what_it_is_about_and_each_kind_of_model_has_a_baseline_of_its_own()
    {
        var study = StudyReader.Read("""
            primary: { metric: bpc_real, outcome: change, contrasts: [half real, gru-64 against half real], smallest_effect: 0.05 }
            arms:
              - { name: replace }
              - { name: half real, mixing.strategy: fixed-real, mixing.real_share: 0.5 }
              - { name: gru-32, model.kind: gru, model.hidden: 32 }
              - { name: gru-64, model.kind: gru, model.hidden: 64 }
              - { name: transformer, model.kind: transformer }
            """, "mine.yaml");
        var design = PrimaryFamily.Design(StudyPlan.Of(study));
        Assert.Equal(["half-real against replace", "gru-64 against gru-32", "transformer against replace", "gru-64 against half-real"],
            design.Pairs.Select(pair => pair.ToString()));
        Assert.Equal(["half-real against replace", "gru-64 against half-real"], design.PrimaryPairs!.Select(pair => pair.ToString()));
        Assert.Equal((ContrastOutcome.Change, 0.05, 0.05), (design.Outcome, design.SmallestEffect, design.Alpha));
        Assert.False(design.IsTested("training_chars"));
        Assert.False(design.IsTested("floor_bpc_real"));
        Assert.True(design.IsTested("bpc_real"));
    }

    [Fact]
    public void All_errors_of_a_file_are_told_at_once_with_their_lines_and_the_nearest_word()
    {
        var problems = Problems("""
            name: wrong
            corpus: { sorce: dotnet-docs }
            mixing:
              strategy: replase
              real_share: 1.5
            generations: 0
            nonsense: 1
            decoding: { temperature: warm }
            """);
        Assert.Collection(problems,
            p => { Assert.StartsWith("wrong.yaml:2 corpus.sorce", p.Place); Assert.Contains("did you mean 'corpus.source'", p.Message); },
            p => { Assert.StartsWith("wrong.yaml:4 mixing.strategy", p.Place); Assert.Contains("did you mean 'replace'", p.Message); },
            p => { Assert.StartsWith("wrong.yaml:5 mixing.real_share", p.Place); Assert.Contains("from 0 to 1", p.Message); },
            p => { Assert.StartsWith("wrong.yaml:6 generations", p.Place); Assert.Contains("from 1 to", p.Message); },
            p => { Assert.StartsWith("wrong.yaml:7 nonsense", p.Place); Assert.Contains("unknown key", p.Message); },
            p => { Assert.StartsWith("wrong.yaml:8 decoding.temperature", p.Place); Assert.Contains("'warm' is not a number", p.Message); });
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("- 1\n- 2", "table of keys")]
    [InlineData("a: [", "not valid YAML")]
    [InlineData("name: x\nname: y", "not valid YAML")]
    [InlineData("seeds: [1, 1]", "is given twice")]
    [InlineData("seeds: 5-1", "neither a whole number nor a range")]
    [InlineData("corpus: 3", "is a table")]
    [InlineData("grid: { mixing.strategy: [replace, replace] }", "is given twice")]
    [InlineData("grid: { mixing.stategy: [replace] }", "did you mean 'mixing.strategy'")]
    [InlineData("arms: 3", "is a list of tables")]
    [InlineData("model: { hidden: 64 }", "belongs to model.kind gru")]
    [InlineData("model: { layers: 2 }", "belongs to model.kind gru or transformer")]
    [InlineData("model: { alpha: 2 }", "belongs to model.smoothing add-alpha")]
    [InlineData("training: { steps: 2 }", "belongs to model.kind gru or transformer")]
    [InlineData("training: { optimizer: muon }", "training.optimizer: has no meaning here: it belongs to model.kind gru or transformer")]
    [InlineData("model: { kind: gru }\ntraining: { optimizer: adamw, matrix_learning_rate: 0.1 }", "belongs to training.optimizer muon")]
    [InlineData("model: { kind: gru }\ntraining: { optimizer: sgd }", "muon, adamw")]
    [InlineData("model: { kind: transformer }\ntraining: { carry_state: true }", "belongs to model.kind gru")]
    [InlineData("model: { layers: 80 }", "With model.kind transformer '80' is not a whole number from 1 to 64.")]
    [InlineData("model: { kind: gru, layers: 8 }", "wrong.yaml:1 model.layers: '8' is not a whole number from 1 to 3")]
    [InlineData("model: { kind: gru }\ntraining: { learning_rate: 0.001, minimum_learning_rate: 0.01 }", "is above training.learning_rate")]
    [InlineData("model: { kind: transformer, width: 100, heads: 3 }", "do not divide")]
    [InlineData("model: { kind: gru }\ntraining: { patience: 3 }", "set corpus.validation")]
    [InlineData("mitigations: [dropout]", "'dropout' is no mitigation")]
    [InlineData("metrics: { detector: nas-bert }", "Use metrics.detector: logistic")]
    [InlineData("primary: 3", "is a table")]
    [InlineData("primary: { metrics: bpc_real }", "wrong.yaml:1 primary.metrics: unknown key; did you mean 'primary.metric'?")]
    [InlineData("primary: { metric: bpc_rael }", "wrong.yaml:1 primary.metric: no arm has it: 'bpc_rael' is not a column of generations.csv; did you mean 'bpc_real'?")]
    [InlineData("primary: { metric: maze_success }", "no arm has it: 'maze_success' is not measured in this arm; it needs trajectories")]
    [InlineData("primary: { outcome: slope }", "'slope' is not one of level, change")]
    [InlineData("primary: { alpha: 0.9 }", "from above 0 to 0.5|above 0 and up to 0.5")]
    [InlineData("primary: { smallest_effect: 0 }", "is not a number above 0")]
    [InlineData("primary: { smallest_effect: 0.1 }", "is in the unit of the metric, so it needs a single one")]
    [InlineData("primary: { contrasts: [other] }\narms: [{ name: a }, { name: b, model.order: 3 }]", "'other' is no arm of this study; its arms are a, b.")]
    [InlineData("primary: { contrasts: [half rael] }\narms: [{ name: a }, { name: half real, model.order: 3 }]", "did you mean 'half-real'?")]
    [InlineData("primary: { contrasts: a against a }\narms: [{ name: a }, { name: b, model.order: 3 }]", "compares an arm with itself")]
    [InlineData("primary: { contrasts: a }\narms: [{ name: a }, { name: b, model.order: 3 }]", "'a' is a baseline; say what it is compared with: a against OTHER")]
    [InlineData("name: x\n---\nname: y", "wrong.yaml:3: starts a second YAML document")]
    [InlineData("decoding: { prompt: 3000 }", "is 3000, longer than a document (corpus.document_length: 2000)")]
    [InlineData("arms: [{ name: a, model.order: 3 }, { name: b, model.order: 03 }]", "'a' and 'b' have the same settings")]
    public void What_is_wrong_is_named(string text, string said) => Assert.Contains(Problems(text), problem => said.Split('|').Any(one => problem.ToString().Contains(one, StringComparison.Ordinal)));

    [Fact]
    public void Every_combination_of_a_grid_is_a_cell_once()
    {
        var arms = StudyReader.Read("""
            grid:
              mixing.strategy: [replace, fixed-real]
              mixing.real_share: [0.1, 0.5]
              model.order: [3, 4]
            """, "grid.yaml").Arms();
        // replace reads no real text: its real share has no meaning, so 2 × 2 × 2 combinations are six arms.
        Assert.Equal(["replace-order-3", "replace-order-4", "fixed-real-0.1-order-3", "fixed-real-0.1-order-4", "fixed-real-0.5-order-3", "fixed-real-0.5-order-4"], arms.Select(arm => arm.Id));
    }

    [Fact]
    public void Arms_are_cells_with_names_of_their_own()
    {
        var arms = StudyReader.Read("""
            arms:
              - { name: cold & bare, decoding.temperature: 0.5 }
              - { mixing.strategy: window, mixing.window: 4 }
            """, "arms.yaml").Arms();
        Assert.Equal(["cold-bare", "window-4"], arms.Select(arm => arm.Id));
        Assert.Equal(0.5, arms[0].Options.Decoding.Temperature);
    }

    /// <summary>An arm's name is a folder's name: on a file system that does not tell case apart too, and none is longer than a folder's name may be.</summary>
    [Fact]
    public void No_two_cells_share_a_folder()
    {
        string[] names = ["bare", "Bare", "BARE-2", "bare-3", "日本", "café", "CAF", new('x', 300), new string('x', 300) + "y"];
        var arms = StudyReader.Read("arms:\n" + string.Concat(names.Select((name, i) => $"  - {{ name: {name}, model.alpha: {i + 1} }}\n")) + "model: { smoothing: add-alpha }", "arms.yaml").Arms();
        Assert.Equal(["bare", "Bare-4", "BARE-2", "bare-3", "arm", "caf", "CAF-2", new('x', 120), new string('x', 120) + "-2"], arms.Select(arm => arm.Id));
    }

    [Theory]
    [InlineData("con", "arm-con")]
    [InlineData("Nul.txt", "arm-Nul.txt")]
    [InlineData("COM1", "arm-COM1")]
    [InlineData("lpt9.", "arm-lpt9")]
    [InlineData("control", "control")]
    [InlineData("com", "com")]
    [InlineData("aux-2", "aux-2")]
    public void No_cell_has_a_name_that_Windows_takes_for_a_device(string name, string arm) =>
        Assert.Equal(arm, StudyReader.Read($"arms: [{{ name: \"{name}\" }}]", "arms.yaml").Arms()[0].Id);

    [Fact]
    public void Line_ends_change_nothing()
    {
        const string Text = "name: mine\nmodel: { order: 3 }\ngrid:\n  mixing.strategy: [replace, accumulate]\n";
        var hash = StudyPlan.Of(StudyReader.Read(Text, "mine.yaml")).Hash();
        Assert.Equal(hash, StudyPlan.Of(StudyReader.Read(Text.ReplaceLineEndings("\r\n"), "mine.yaml")).Hash());
        var error = Assert.Throws<InputException>(() => StudyReader.Read("name: mine\r\nmodel: { ordr: 3 }\r\n", "mine.yaml"));
        Assert.StartsWith("mine.yaml:2", error.Problems.Single().Place, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_from_the_command_line_counts_like_the_file_and_is_checked_like_it()
    {
        Assert.Equal(new NgramOptions { Order = 3 }, StudyReader.Read("name: x", "x.yaml", [new("model.order", "3")]).Options.Model);
        var e = Assert.Throws<InputException>(() => StudyReader.Read("name: x", "x.yaml", [new("model.ordr", "3"), new("model.order", "13")]));
        Assert.Equal(["--set model.ordr", "--set model.order"], e.Problems.Select(problem => problem.Place));
    }

    [Fact]
    public void Another_model_from_the_command_line_makes_the_file_s_keys_no_mistakes()
    {
        const string text = "model: { kind: gru, hidden: 64 }\ntraining: { steps: 10 }";
        Assert.Equal(new NgramOptions { Order = 4 }, StudyReader.Read(text, "x.yaml", [new("model.kind", "ngram"), new("model.order", "4")]).Options.Model);
        Assert.Contains("has no meaning", Assert.Throws<InputException>(() => StudyReader.Read(text, "x.yaml", [new("model.order", "4")])).Message);
    }

    [Fact]
    public void Every_preset_is_valid_and_says_what_it_is_for()
    {
        Assert.Contains("first-look", Presets.Names);
        foreach (var name in Presets.Names)
        {
            var study = StudyReader.Read(Presets.Find(name)!, name);
            Assert.Equal(name, study.Name);
            Assert.NotEmpty(study.About);
            Assert.NotEmpty(study.Arms());
        }
    }

    private static IReadOnlyList<Problem> Problems(string text) => Assert.Throws<InputException>(() => StudyReader.Read(text, "wrong.yaml")).Problems;
}
