using TextCollapse.Experiments.Configuration;
using TextCollapse.Experiments.Execution;
using TextCollapse.Experiments.Generation;
using TextCollapse.Experiments.Storage;
using TextCollapse.Models;
using TextCollapse.Torch.Tests.Support;

namespace TextCollapse.Torch.Tests.Mitigations;

/// <summary>The mitigations that concern training, in whole chains of this engine.</summary>
public sealed class MitigationTests
{
    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var mitigation in new[] { "label-smoothing", "confidence-penalty", "focal-loss", "unlikelihood", "truncated-cross-entropy", "adversarial", "ensemble", "ensemble(write=shares)", "easy-first", "hard-first", "token-editing" })
                foreach (var model in new[] { "gru", "transformer" })
                    all.Add(mitigation, model);
            return all;
        }
    }

    [TorchTheory, MemberData(nameof(All))]
    public void It_runs_and_a_chain_that_was_stopped_goes_on_to_the_same_bytes(string mitigation, string model)
    {
        using var folder = new Temporary();
        Run(folder["whole"], mitigation, model, null);
        Run(folder["stopped"], mitigation, model, 1);
        Run(folder["stopped"], mitigation, model, null);
        foreach (var file in new[] { "text.txt", "metrics.json", "model.safetensors" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder["whole"], "gen-02", file)), File.ReadAllBytes(Path.Combine(folder["stopped"], "gen-02", file)));
    }

    [TorchTheory, MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public void An_ensemble_that_one_engine_saved_is_the_same_in_the_other(string kind)
    {
        using var folder = new Temporary();
        var ensemble = new EnsembleTrainer(Kinds.Torch(kind, new() { Steps = 10, Batch = 4, Sequence = 24 }), 2).Train(Kinds.Task()).Model;
        ensemble.Save(folder["model"]);
        var text = Texts.Words(1, 60).Documents[0].Symbols.Span;
        Same.Within(1e-5, Kinds.Predict(ModelFile.Load(folder["model"]), text), Kinds.Predict(ensemble, text));
        Same.Within(1e-5, Kinds.Predict(new TorchEngine().Load(folder["model"], "cpu"), text), Kinds.Predict(ensemble, text));
    }

    private static void Run(string folder, string mitigation, string model, int? until)
    {
        var arm = StudyReader.Read($$"""
            corpus: { source: "zipf:12,1.0", train: 4000, held_out: 400, document_length: 100 }
            model: { kind: {{model}}, {{(model == "gru" ? "hidden: 16, embedding: 8" : "width: 16, heads: 2, layers: 1, tie_weights: false")}}, engine: torch, device: cpu }
            training: { steps: 6, batch: 4, sequence: 16 }
            mitigations: "{{mitigation}}"
            generations: 2
            """, "study").Arms()[0];
        var spec = new ChainFactory(new Engines(new TorchEngine())).Create(arm, 1);
        new GenerationLoop(spec, ChainStore.Open(folder, spec)).Run(until: until);
    }
}
