using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Mitigations;
using TextCollapse.Experiments.Storage;
using TextCollapse.Models;

namespace TextCollapse.Tests.Mitigations;

/// <summary>Every mitigation of the table through whole chains on disk.</summary>
public sealed class MitigationChainTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mitigations").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>All that the table has, with each kind of model that it is for.</summary>
    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var kind in MitigationKinds.All.Where(kind => kind.Options.All.All(option => !option.IsRequired)))
                foreach (var model in ModelKinds.All.Names)
                    if (Problems(Yaml(kind.Name, model)).Count == 0)
                        all.Add(kind.Name, model);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_runs_and_a_chain_that_was_stopped_goes_on_to_the_same_bytes(string mitigation, string model)
    {
        Run("whole", mitigation, model, until: null);
        Run("stopped", mitigation, model, until: 1);
        Run("stopped", mitigation, model, until: null);
        for (var generation = 0; generation <= 2; generation++)
            foreach (var file in new[] { "text.txt", "metrics.json", "model.safetensors" })
                Assert.Equal(File.ReadAllBytes(At("whole", generation, file)), File.ReadAllBytes(At("stopped", generation, file)));
        var facts = ChainStore.In(Path.Combine(_folder, "whole")).Select(generation => generation.Facts()).ToArray();
        Assert.Equal(mitigation == "detector-resampling" ? 6000 : 4000, facts[1].TrainingCharacters);
        Assert.All(facts, fact => Assert.Equal(4000, fact.RealCharactersUsed));
        Assert.True(facts[1].CharactersDrawn >= 4000);
    }

    [Fact]
    public void Every_mitigation_is_for_some_model()
        // keep-successful reads trajectories of a maze only; it has tests of its own.
        => Assert.Equal(MitigationKinds.All.Where(kind => kind.Name != "keep-successful" && kind.Options.All.All(option => !option.IsRequired)).Select(kind => kind.Name), All.Select(row => (string)row[0]).Distinct());

    [Fact]
    public void Drafts_that_nobody_reads_are_counted()
    {
        Run("drafts", "verification", "ngram", until: null);
        Assert.Equal([4000L, 4000 + 3 * 3000, 4000 + 3 * 3000], ChainStore.In(Path.Combine(_folder, "drafts")).Select(generation => generation.Facts().CharactersDrawn));
    }

    private void Run(string name, string mitigation, string model, int? until)
    {
        var arm = Assert.Single(StudyReader.Read(Yaml(mitigation, model), "study").Arms());
        var spec = new ChainFactory(new Engines()).Create(arm, 1);
        new GenerationLoop(spec, ChainStore.Open(Path.Combine(_folder, name), spec)).Run(until: until);
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

    private static string Yaml(string mitigation, string model) => $$"""
        corpus: { source: "zipf:12,1.0", train: 4000, held_out: 400, validation: 400, document_length: 100 }
        model: { kind: {{model}}{{(model == "gru" ? ", hidden: 16, embedding: 8, engine: managed" : model == "transformer" ? ", width: 16, heads: 2, engine: managed" : ", order: 3")}} }
        {{(model == "ngram" ? "" : "training: { steps: 6, batch: 4, sequence: 16 }")}}
        mixing: { strategy: fixed-real, real_share: 0.25 }
        mitigations: [{{mitigation}}{{(mitigation == "real-first" ? ": { generations: 2 }" : "")}}]
        generations: 2
        """;
}
