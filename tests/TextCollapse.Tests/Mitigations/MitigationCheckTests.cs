using TextCollapse.Experiments.Configuration;

namespace TextCollapse.Tests.Mitigations;

public sealed class MitigationCheckTests
{
    [Theory]
    [InlineData("generations: 3\nmitigations: [real-first: { generations: 4 }]", "more than the 3 generations")]
    [InlineData("corpus: { train: 4000, document_length: 1000 }\nmitigations: [ensemble: 5]", "an ensemble larger than the data")]
    [InlineData("model: { kind: gru }\ntraining: { steps: 2 }\nmitigations: [ensemble: 3]", "more than training.steps, which the models share")]
    [InlineData("mitigations: [easy-first]", "do not depend on the order of documents")]
    [InlineData("model: { kind: gru }\ntraining: { carry_state: true }\nmitigations: [hard-first]", "training.carry_state trains on it from beginning to end")]
    [InlineData("model: { order: 1 }\nmitigations: [document-recombination]", "which a unigram model ignores")]
    [InlineData("mixing: { strategy: replace }\nmitigations: [oracle-filter]", "needs both real and generated text")]
    [InlineData("mixing: { strategy: duplicate }\nmitigations: [golden-weight]", "has real text only")]
    [InlineData("mitigations: [adversarial]", "is for gru and transformer models")]
    [InlineData("model: { kind: transformer, tie_weights: true }\nmitigations: [adversarial]", "with model.tie_weights it is the output layer as well")]
    [InlineData("decoding: { temperature: 0, prompt: 10 }\nmitigations: [near-duplicates]", "every draft is the same")]
    [InlineData("decoding: { temperature: 0, prompt: 10 }\nmitigations: [verification]", "every draft is the same")]
    [InlineData("mitigations: [detector-resampling: { repeats: 1 }]", "but documents repeated at most 1 times give no more than 1")]
    [InlineData("mixing: { strategy: duplicate }\nmitigations: [detector-resampling]", "none is trained on")]
    [InlineData("mixing: { strategy: shuffled-real }\nmitigations: [discriminator-reweighting]", "none is trained on")]
    [InlineData("mixing: { strategy: duplicate }\nmitigations: [verification]", "none is trained on")]
    [InlineData("mixing: { strategy: accumulate }\nmitigations: [golden-weight, token-editing]", "token-editing: contradicts golden-weight")]
    [InlineData("mixing: { strategy: accumulate }\nmitigations: [oracle-filter, verification]", "leaves no generated text")]
    [InlineData("mixing: { strategy: accumulate }\nmitigations: [oracle-filter, origin-filter]", "both filter by origin")]
    [InlineData("mixing: { strategy: accumulate }\nmitigations: [real-first, golden-weight]", "both set the share of real text")]
    [InlineData("model: { kind: gru }\nmitigations: [easy-first, hard-first]", "both set the order")]
    [InlineData("model: { kind: gru }\nmitigations: [focal-loss, label-smoothing]", "two of them are losses")]
    public void What_cannot_work_is_named_before_anything_runs(string yaml, string message)
        => Assert.Contains(message, Assert.Throws<InputException>(() => StudyReader.Read(yaml, "study")).Message);
}
