using TextCollapse.Chains;
using TextCollapse.Studies;
using TextCollapse.Studies.Countermeasures;

namespace TextCollapse.Tests.Countermeasures;

/// <summary>Every remedy of the table through whole chains on disk.</summary>
public sealed class RemedyChainTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("remedies").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>All that the table has, with each kind of model that it is for.</summary>
    public static TheoryData<string, string> Remedies
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var kind in CountermeasureKinds.All.Where(kind => kind.Knobs.All(knob => knob.Default.Length > 0)))
                foreach (var model in new[] { "ngram", "gru", "transformer" })
                    if (Problems(Yaml(kind.Name, model)).Count == 0)
                        all.Add(kind.Name, model);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Remedies))]
    public void It_runs_and_a_chain_that_was_stopped_goes_on_to_the_same_bytes(string remedy, string model)
    {
        Run("whole", remedy, model, until: null);
        Run("stopped", remedy, model, until: 1);
        Run("stopped", remedy, model, until: null);
        for (var generation = 0; generation <= 2; generation++)
            foreach (var file in new[] { "text.txt", "metrics.json", "model.safetensors" })
                Assert.Equal(File.ReadAllBytes(At("whole", generation, file)), File.ReadAllBytes(At("stopped", generation, file)));
        var facts = ChainRecord.In(Path.Combine(_folder, "whole")).Select(generation => generation.Facts()).ToArray();
        Assert.Equal(remedy == "detector-resampling" ? 6000 : 4000, facts[1].TrainingCharacters);
        Assert.All(facts, fact => Assert.Equal(4000, fact.RealCharactersUsed));
        Assert.True(facts[1].CharactersDrawn >= 4000);
    }

    [Fact]
    public void Every_remedy_is_for_some_model()
        // keep-successful reads trajectories of a maze only; it has tests of its own.
        => Assert.Equal(CountermeasureKinds.All.Where(kind => kind.Name != "keep-successful" && kind.Knobs.All(knob => knob.Default.Length > 0)).Select(kind => kind.Name), Remedies.Select(row => (string)row[0]).Distinct());

    [Fact]
    public void Drafts_that_nobody_reads_are_counted()
    {
        Run("drafts", "verification", "ngram", until: null);
        Assert.Equal([4000L, 4000 + 3 * 3000, 4000 + 3 * 3000], ChainRecord.In(Path.Combine(_folder, "drafts")).Select(generation => generation.Facts().CharactersDrawn));
    }

    private void Run(string name, string remedy, string model, int? until)
    {
        var cell = Assert.Single(StudyReader.Read(Yaml(remedy, model), "study").Cells());
        var spec = new ChainFactory(new Engines()).Create(cell, 1);
        new Chain(spec, ChainRecord.Open(Path.Combine(_folder, name), spec)).Run(until: until);
    }

    private string At(string name, int generation, string file) => Path.Combine(_folder, name, GenerationFolder.Name(generation), file);

    private static IReadOnlyList<Problem> Problems(string yaml)
    {
        try
        {
            StudyReader.Read(yaml, "study");
            return [];
        }
        catch (InputException e)
        {
            return e.Problems;
        }
    }

    private static string Yaml(string remedy, string model) => $$"""
        corpus: { source: "zipf:12,1.0", train: 4000, held_out: 400, validation: 400, document_length: 100 }
        model: { kind: {{model}}{{(model == "gru" ? ", hidden: 16, embedding: 8, engine: managed" : model == "transformer" ? ", width: 16, heads: 2, engine: managed" : ", order: 3")}} }
        {{(model == "ngram" ? "" : "training: { steps: 6, batch: 4, sequence: 16 }")}}
        mixing: { strategy: fixed-real, real_share: 0.25 }
        countermeasures: [{{remedy}}{{(remedy == "real-first" ? ": { generations: 2 }" : "")}}]
        generations: 2
        """;
}
